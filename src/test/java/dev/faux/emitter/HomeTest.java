package dev.faux.emitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faux.emitter.Home.Asked;
import dev.faux.log.Head;
import dev.faux.simulation.History;
import dev.faux.simulation.ScenarioFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        Files.writeString(inputs, Files.readString(inputs).replaceAll("model=.*", "model=0"));

        refuses(NOTHING, "begun with model 0, not ");
    }

    @Test
    void how_far_the_shop_has_come_outlives_the_process() {
        assertThat(this.<@Nullable Head>in(Home::reached)).isNull();
        Head head = new Head(1_234, NOW.toEpochMilli(), 0xFFFF_0000_1111_2222L);
        in(home -> {
            try {
                home.keep(head);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            return head;
        });

        assertThat(this.<@Nullable Head>in(Home::reached)).isEqualTo(head);
    }

    @Test
    void damage_to_it_is_told() throws IOException {
        Files.writeString(folder.resolve("reached.properties"), "position=many\n");

        assertThatThrownBy(() -> this.<@Nullable Head>in(Home::reached))
                .isInstanceOf(HomeException.class)
                .hasMessageContaining("reached.properties");
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
