package dev.faux.emitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faux.emitter.Home.Asked;
import dev.faux.emitter.Home.Drained;
import dev.faux.log.Head;
import dev.faux.simulation.History;
import dev.faux.simulation.ScenarioFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
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
    private static final Head END = new Head(7, NOW.toEpochMilli() + 90_000, 8);

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
    void another_model_is_refused_with_who_can_finish() throws IOException {
        in(home -> history(home, NOTHING));
        OtherModel.pretend(folder, null);
        refuses(NOTHING, "begun with model 0, not ");
        refuses(NOTHING, "let a version with that model drain it (java -jar faux.jar drain), then start this one");

        OtherModel.pretend(folder, "0.0.7");
        refuses(NOTHING, "begun with model 0 of Faux 0.0.7, not ");
        refuses(NOTHING, "let that version drain it");
        assertThat(folder.resolve("eras")).doesNotExist();
    }

    @Test
    void a_drained_home_is_drained_until_it_goes_on() {
        History history = in(home -> history(home, NOTHING));
        assertThat(this.<@Nullable Drained>in(Home::drained)).isNull();
        Head end = new Head(7, NOW.toEpochMilli() + 5, 0xFFFF_0000_1111_2222L);
        in(home -> home.drain(history, end));

        assertThat(this.<@Nullable Drained>in(Home::drained)).isEqualTo(new Drained(history.id(), end));
        assertThat(this.<@Nullable Mark>in(Home::marked)).isEqualTo(new Mark(end.at(), end));
        refuses(new Asked(null, 43L, null), "begun with seed 42, not 43");
        assertThat(this.<@Nullable Drained>in(Home::drained)).isNotNull();

        assertThat(in(home -> history(home, NOTHING)).id()).isEqualTo(history.id());
        assertThat(folder.resolve("drained.properties")).doesNotExist();
        assertThat(this.<@Nullable Mark>in(Home::marked)).isEqualTo(new Mark(end.at(), end));
    }

    @Test
    void where_a_history_of_another_model_is_drained_a_new_era_begins() throws IOException {
        History old = drainedByAnotherModel();
        List<String> kept = List.of("pace.properties", "scenario.yaml", "signing-key", "persons.key", "authorization");
        Map<String, String> before = contents(kept);
        String recipe = Files.readString(folder.resolve("inputs.properties"));

        History next = in(home -> {
            History begun = history(home, NOTHING);
            assertThat(home.marked()).isNull();
            assertThat(home.frontier().mark()).isZero();
            assertThat(home.formerHistories()).containsExactly(old.id());
            return begun;
        });

        assertThat(next.start()).isEqualTo(END.at());
        assertThat(next.seed()).isEqualTo(old.seed());
        assertThat(next.scenario().canonical()).isEqualTo(old.scenario().canonical());
        assertThat(next.id()).isNotEqualTo(old.id());
        assertNewEra(old, next);
        assertThat(contents(kept)).isEqualTo(before);
        assertThat(folder.resolve("eras/" + old.id() + "/inputs.properties")).hasContent(recipe.strip());
    }

    @Test
    void the_new_era_is_the_same_shop() {
        drainedByAnotherModel();
        refuses(new Asked(null, 43L, null), "begun with seed 42, not 43");
        refuses(new Asked("steady", null, null), "begun with scenario weekday, not steady");
        assertThat(folder.resolve("eras")).doesNotExist();

        History next = in(home -> history(home, new Asked("weekday", 42L, NOW)));
        assertThat(next.start()).isEqualTo(END.at());
        // Who starts it with the words that the first era was begun with means no other shop.
        assertThat(in(home -> history(home, new Asked("weekday", 42L, NOW))).id())
                .isEqualTo(next.id());
        assertThat(in(home -> history(home, new Asked(null, null, Instant.ofEpochMilli(END.at()))))
                        .id())
                .isEqualTo(next.id());
        refuses(new Asked(null, null, NOW.minusSeconds(1)), "not 2026-11-20T09:59:59Z");
    }

    /** The steps in which a new era begins; with that number taken, the process is killed. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void wherever_it_is_killed_there_is_the_old_era_or_the_new_one(int taken) throws IOException {
        History old = drainedByAnotherModel();
        History expected = new History(old.scenario(), old.seed(), END.at(), 14.0);
        List<String> names = List.of("inputs.properties", "scenario.yaml", "journal", "mark", "drained.properties");
        Map<String, String> before = contents(names);
        List<Eras.Step> steps = new Eras(folder).begin(old.id(), new Inputs(folder), Inputs.Begun.by(expected, NOW));
        assertThat(steps).hasSize(7);
        Eras.take(steps.subList(0, taken));

        boolean isOld =
                before.entrySet().containsAll(contents(names.subList(0, 1)).entrySet());
        assertThat(isOld).isEqualTo(taken < 3);
        if (isOld) {
            assertThat(contents(names)).isEqualTo(before);
            assertThat(folder.resolve("snapshots/one.snapshot")).exists();
            assertThat(in(Home::formerHistories)).isEmpty();
            assertThat(this.<@Nullable Drained>in(Home::drained)).isEqualTo(new Drained(old.id(), END));
        } else {
            assertThat(this.<@Nullable Drained>in(Home::drained)).isNull();
        }
        assertThat(in(home -> history(home, NOTHING)).id()).isEqualTo(expected.id());
        assertNewEra(old, expected);
    }

    @Test
    void what_was_copied_of_an_era_that_went_on_is_no_former_one() throws IOException {
        History history = in(home -> history(home, NOTHING));
        in(home -> home.drain(history, END));
        Inputs.Begun next = Inputs.Begun.by(history, NOW);
        Eras.take(new Eras(folder).begin(history.id(), new Inputs(folder), next).subList(0, 2));

        assertThat(in(home -> history(home, NOTHING)).id()).isEqualTo(history.id());
        assertThat(in(Home::formerHistories)).isEmpty();
    }

    /** With something in every file. */
    private History drainedByAnotherModel() {
        History history = in(home -> {
            History begun = history(home, NOTHING);
            try {
                home.keep(new Pace(5, 6, 2.5, true));
                Files.createDirectories(folder.resolve("snapshots"));
                for (String name :
                        List.of("journal", "snapshots/one.snapshot", "signing-key", "persons.key", "authorization")) {
                    Files.writeString(folder.resolve(name), name);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            home.drain(begun, END);
            return begun;
        });
        OtherModel.pretend(folder, null);
        return history;
    }

    private void assertNewEra(History old, History next) throws IOException {
        assertThat(in(home -> history(home, NOTHING)).id()).isEqualTo(next.id());
        assertThat(this.<@Nullable Mark>in(Home::marked)).isNull();
        assertThat(this.<@Nullable Drained>in(Home::drained)).isNull();
        assertThat(in(Home::pace)).isEqualTo(new Pace(5, 6, 2.5, true));
        assertThat(in(Home::formerHistories)).containsExactly(old.id());
        assertThat(folder.resolve("journal")).doesNotExist();
        assertThat(folder.resolve("drained.properties")).doesNotExist();
        assertThat(folder.resolve("snapshots")).isEmptyDirectory();
        Path era = folder.resolve("eras").resolve(old.id());
        assertThat(era.resolve("journal")).hasContent("journal");
        try (Stream<Path> files = Files.list(era)) {
            assertThat(files.map(each -> each.getFileName().toString()))
                    .containsExactlyInAnyOrder("inputs.properties", "scenario.yaml", "journal", "drained.properties");
        }
    }

    private Map<String, String> contents(List<String> names) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        for (String name : names) {
            contents.put(name, Files.readString(folder.resolve(name), StandardCharsets.ISO_8859_1));
        }
        return contents;
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
    void where_the_first_mark_was_broken_off_there_has_never_been_one() throws IOException {
        in(home -> {
            home.mark(NOW.toEpochMilli(), END);
            return home;
        });
        Path file = folder.resolve("mark");
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 64 + 32));
        assertThat(this.<@Nullable Mark>in(Home::marked)).isNull();
    }

    @Test
    void who_is_interrupted_while_he_marks_ends_in_peace_but_nobody_marks_after_him() {
        List<Throwable> fatal = new ArrayList<>();
        try (Home home = Home.open(folder, fatal::add)) {
            assertThat(home.mark(1_000, END)).isTrue();
            Thread.currentThread().interrupt();
            assertThat(home.mark(2_000, END)).isFalse();
            assertThat(Thread.interrupted()).isTrue();
            assertThat(fatal).isEmpty();
            assertThat(home.frontier().mark()).isEqualTo(1_000);
            assertThat(home.mark(3_000, END)).isFalse();
            assertThat(fatal).hasSize(1);
        }
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

    @ParameterizedTest
    @ValueSource(strings = {"mark", "journal"})
    void where_only_the_rest_of_a_shop_is_left_none_is_begun(String left) throws IOException {
        if (left.equals("journal")) {
            Files.writeString(folder.resolve(left), "1");
        } else {
            in(home -> {
                home.mark(NOW.toEpochMilli(), END);
                return home;
            });
        }

        assertThatThrownBy(() -> in(home -> history(home, NOTHING)))
                .isInstanceOf(HomeException.class)
                .hasMessageStartingWith(folder.resolve("inputs.properties") + " is missing")
                .hasMessageContaining("reset");
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
