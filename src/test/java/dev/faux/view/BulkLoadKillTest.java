package dev.faux.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faux.cli.Child;
import dev.faux.dataset.Dataset;
import dev.faux.dataset.Datasets;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code dataset all --into} is killed while it copies, builds keys or checks references, and begun again each time. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class BulkLoadKillTest {

    /** More lines than it tells: some live to the end. */
    private static final int LINES = 110;

    private final PostgresAddress address = TestPostgres.emptyDatabase();

    @Test
    void what_is_there_is_whole_whenever_a_load_is_killed() throws Exception {
        survive(5, 2);
    }

    @Test
    @Tag("full")
    void what_is_there_is_whole_whenever_a_load_is_killed_many_times() throws Exception {
        survive(6, 60);
    }

    private void survive(long seed, int kills) throws Exception {
        Map<String, Long> before = load(1);
        Random random = new Random(seed);
        List<Map<String, Long>> lived = new ArrayList<>();
        for (int midway = 0; midway < kills; ) {
            boolean isKilled = kill(random.nextInt(LINES));
            Map<String, Long> there = counts();
            if (isKilled && there.equals(before)) {
                midway++;
            } else {
                lived.add(there);
                assertThat(lived).as("loads that lived to their end").hasSizeLessThan(10 + kills);
                load(1);
            }
        }
        Map<String, Long> after = load(2);
        assertThat(after).isNotEqualTo(before);
        assertThat(lived).allSatisfy(there -> assertThat(there).isEqualTo(after));
        assertThat(ask("select count(*) from pg_namespace where nspname like 'shop%'"))
                .isEqualTo(1);
    }

    private Map<String, Long> load(int seed) throws IOException, InterruptedException, SQLException {
        Child.Result loaded = Child.run(command(seed));
        assertThat(loaded.exitCode()).as(loaded.err()).isZero();
        return counts();
    }

    /** Says whether it still ran when it had told so many lines. */
    private boolean kill(int lines) throws IOException, InterruptedException {
        Process load = Child.command(command(2)).start();
        try (BufferedReader err = load.errorReader(StandardCharsets.UTF_8)) {
            for (int i = 0; i < lines && err.readLine() != null; i++) {
                // It goes on.
            }
            load.destroyForcibly();
        }
        return load.waitFor() != 0;
    }

    private String[] command(int seed) {
        return new String[] {
            "dataset",
            "all",
            "--seed",
            Integer.toString(seed),
            "--set",
            "population=300",
            "--as-of",
            "2023-01-01T02:00:00Z",
            "--schema",
            "shop",
            "--into",
            TestPostgres.url(address)
        };
    }

    private Map<String, Long> counts() throws SQLException {
        Map<String, Long> counts = new TreeMap<>();
        for (Dataset dataset : Datasets.ALL) {
            counts.put(
                    dataset.name(),
                    ask("select count(*) from shop." + dataset.table().name()));
        }
        return counts;
    }

    private long ask(String sql) throws SQLException {
        try (Connection connection = address.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            found.next();
            return found.getLong(1);
        }
    }
}
