package dev.faux.emitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faux.emitter.Home.Asked;
import dev.faux.log.Head;
import dev.faux.simulation.History;
import dev.faux.simulation.ScenarioFile;
import java.io.IOException;
import java.io.StringReader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HomeTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final Asked NOTHING = new Asked(null, null, null);

    @TempDir
    private Path folder;

    @Test
    void a_home_is_for_one_at_a_time() {
        try (Home first = Home.open(folder)) {
            assertThatThrownBy(() -> Home.open(folder))
                    .isInstanceOf(HomeException.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("is open already")
                    .hasMessageContaining("FAUX_HOME=");
            assertThat(first.folder()).isEqualTo(folder);
        }
        Home.open(folder).close();
    }

    @Test
    void a_file_is_no_home() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> Home.open(file))
                .isInstanceOf(HomeException.class)
                .hasMessageStartingWith("cannot use " + file + " as home");
    }

    @Test
    void a_new_home_begins_what_is_asked_for_and_keeps_to_it() {
        Instant start = Instant.parse("2026-11-01T00:00:00Z");
        History begun = in(home -> history(home, new Asked("steady", 7L, start)));
        History resumed = in(home -> history(home, NOTHING));

        assertThat(begun.scenario().name()).isEqualTo("steady");
        assertThat(begun.seed()).isEqualTo(7);
        assertThat(begun.start()).isEqualTo(start.toEpochMilli());
        assertThat(resumed.id()).isEqualTo(begun.id());
        assertThat(resumed.eventsPerSession()).isEqualTo(begun.eventsPerSession());
        assertThat(in(home -> history(home, new Asked("steady", 7L, start))).id())
                .isEqualTo(begun.id());
    }

    @Test
    void a_new_home_has_defaults() {
        History begun = in(home -> history(home, NOTHING));

        assertThat(begun.scenario().name()).isEqualTo("weekday");
        assertThat(begun.seed()).isEqualTo(42);
        assertThat(begun.start()).isEqualTo(NOW.toEpochMilli());
    }

    @Test
    void another_seed_start_or_scenario_is_refused_with_both_ways_out() {
        in(home -> history(home, NOTHING));

        refuses(new Asked(null, 43L, null), "begun with seed 42, not 43");
        refuses(
                new Asked(null, null, Instant.parse("2026-11-02T00:00:00Z")),
                "begun with start 2026-11-20T10:00:00Z, not 2026-11-02T00:00:00Z");
        refuses(new Asked("steady", null, null), "begun with scenario weekday, not steady");
    }

    @Test
    void the_same_scenario_under_another_name_is_the_same() throws IOException {
        in(home -> history(home, NOTHING));
        Path copy = folder.resolveSibling(folder.getFileName() + ".yaml");
        Files.writeString(copy, "extends: weekday\nname: mine\n");

        assertThat(in(home -> history(home, new Asked(copy.toString(), null, null)))
                        .scenario()
                        .name())
                .isEqualTo("weekday");
    }

    @Test
    void another_model_is_refused() throws IOException {
        in(home -> history(home, NOTHING));
        Path inputs = folder.resolve("inputs.properties");
        Properties changed = new Properties();
        changed.load(new StringReader(Files.readString(inputs)));
        changed.setProperty("model", "0");
        changed.setProperty("sum", Home.sum(changed));
        try (Writer out = Files.newBufferedWriter(inputs)) {
            changed.store(out, null);
        }

        refuses(NOTHING, "begun with model 0, not ");
    }

    @Test
    void what_is_known_of_the_shop_outlives_the_process() {
        assertThat(this.<@Nullable Mark>in(Home::marked)).isNull();
        for (int i = 1; i < 5; i++) {
            Mark mark =
                    new Mark(NOW.toEpochMilli() + i, new Head(1_234 + i, NOW.toEpochMilli(), 0xFFFF_0000_1111_2222L));
            in(home -> {
                home.mark(mark.until(), mark.head());
                return home;
            });
            assertThat(this.<@Nullable Mark>in(Home::marked)).isEqualTo(mark);
        }
    }

    @Test
    void one_of_the_two_marks_is_enough_and_damage_to_both_is_told() throws IOException {
        Mark first = new Mark(NOW.toEpochMilli(), new Head(1, NOW.toEpochMilli(), 2));
        in(home -> {
            home.mark(first.until(), first.head());
            home.mark(first.until() + 5, first.head());
            return home;
        });
        Path file = folder.resolve("mark");
        byte[] bytes = Files.readAllBytes(file);
        bytes[10] ^= 1;
        Files.write(file, bytes);
        assertThat(this.<@Nullable Mark>in(Home::marked)).isEqualTo(first);
        bytes[64 + 39] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(() -> Home.open(folder))
                .isInstanceOf(HomeException.class)
                .hasMessageStartingWith(file + " is damaged")
                .hasMessageContaining("Delete the file");
    }

    @Test
    void the_pace_outlives_the_process() {
        assertThat(in(Home::pace)).isEqualTo(Pace.LIVE);
        Pace pace = new Pace(5, 6, 2.5, true);
        in(home -> {
            try {
                home.keep(pace);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            return home;
        });
        assertThat(in(Home::pace)).isEqualTo(pace);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pace.properties", "inputs.properties"})
    void damage_is_told(String name) throws IOException {
        in(home -> {
            try {
                home.keep(new Pace(5, 6, 2.5, true));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            return history(home, NOTHING);
        });
        Path file = folder.resolve(name);
        Files.writeString(file, Files.readString(file).replaceFirst("=[0-9]", "=9"));

        assertThatThrownBy(() -> in(home -> name.startsWith("pace") ? home.pace() : history(home, NOTHING)))
                .isInstanceOf(HomeException.class)
                .hasMessageStartingWith(file + " is damaged");
    }

    @Test
    void a_cleared_home_is_new() throws IOException {
        in(home -> history(home, new Asked("steady", 7L, null)));
        Files.createDirectories(folder.resolve("postgres/data"));
        Files.writeString(folder.resolve("postgres/data/file"), "x");
        in(home -> {
            home.clear();
            return home;
        });

        assertThat(in(home -> history(home, NOTHING)).scenario().name()).isEqualTo("weekday");
        assertThat(folder.resolve("postgres")).doesNotExist();
    }

    @Test
    void the_kept_scenario_reads_back_as_the_same() {
        History begun = in(home -> history(home, NOTHING));

        assertThat(ScenarioFile.read(folder.resolve("scenario.yaml").toString(), List.of())
                        .canonical())
                .isEqualTo(begun.scenario().canonical());
    }

    private void refuses(Asked asked, String words) {
        assertThatThrownBy(() -> in(home -> history(home, asked)))
                .isInstanceOf(HomeException.class)
                .hasMessageContaining(words)
                .hasMessageContaining("FAUX_HOME=")
                .hasMessageContaining("reset");
    }

    private History history(Home home, Asked asked) {
        return home.history(asked, NOW, scenario -> 14.0);
    }

    private <T extends @Nullable Object> T in(Function<Home, T> visit) {
        try (Home home = Home.open(folder)) {
            return visit.apply(home);
        }
    }
}
