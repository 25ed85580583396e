package dev.faux.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faux.simulation.History;
import dev.faux.simulation.Journal;
import dev.faux.simulation.Occurrence;
import dev.faux.simulation.Pilot;
import dev.faux.simulation.Scenario;
import dev.faux.simulation.ScenarioFile;
import dev.faux.simulation.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SnapshotsTest {

    private static final long PLENTY = 1L << 30;
    private static final List<String> SHIPPED = ScenarioFile.SHIPPED;

    @TempDir
    private Path folder;

    private final History history = Histories.small();

    @ParameterizedTest
    @FieldSource("SHIPPED")
    void a_world_goes_on_from_any_snapshot_as_if_nothing_had_been(String scenario) throws IOException {
        Scenario read = ScenarioFile.read(scenario, List.of());
        History shipped = new History(
                read,
                7,
                Histories.START.toEpochMilli(),
                Objects.requireNonNull(Pilot.frozen(read)).eventsPerSession());
        goesOnFromAnywhere(shipped, Journal.EMPTY, 100_000, 5);
    }

    @Test
    void a_world_in_which_everything_happens_goes_on_from_any_snapshot() throws IOException {
        goesOnFromAnywhere(Histories.withEverything(), Histories.interventions(), 160_000, 20);
    }

    /** Time is cut otherwise after a snapshot than before it. */
    private void goesOnFromAnywhere(History history, Journal journal, long events, int snapshots) throws IOException {
        Random random = new Random(events);
        Snapshots kept = new Snapshots(folder, history.id(), PLENTY, 0);
        World world = new World(history, journal, null);
        List<Occurrence> original = new ArrayList<>();
        List<Long> positions = new ArrayList<>();
        for (int i = 0; i < snapshots; i++) {
            long next = world.position() + 1 + random.nextLong(2 * events / snapshots);
            advance(world, next, 1 + random.nextInt(1_000), original);
            kept.keep(world.state());
            positions.add(world.position());
        }
        advance(world, world.position() + 20_000, 100, original);

        for (long position : positions) {
            World again = new World(history, journal, kept.at(position));
            assertThat(again.position()).isEqualTo(position);
            List<Occurrence> made = new ArrayList<>();
            advance(again, Math.min(position + 40_000, world.position()), 1 + random.nextInt(1_000), made);
            assertThat(made).as("from %d", position).isEqualTo(original.subList((int) position, (int)
                    again.position()));
        }
    }

    private static void advance(World world, long position, int step, List<Occurrence> all) {
        List<Occurrence> next = new ArrayList<>();
        while (world.position() < position) {
            world.advance(Long.MAX_VALUE, (int) Math.min(step, position - world.position()), next);
            all.addAll(next);
            next.clear();
        }
    }

    @Test
    void snapshots_are_found_by_position_and_by_instant_also_by_those_who_come_later() throws IOException {
        List<World.State> states = keepSome(new Snapshots(folder, history.id(), PLENTY, 0), 4);
        Snapshots found = new Snapshots(folder, history.id(), PLENTY, 0);

        World.State second = states.get(1);
        assertThat(found.at(states.getFirst().position() - 1)).isNull();
        assertThat(position(found.at(second.position()))).isEqualTo(second.position());
        assertThat(position(found.at(states.get(2).position() - 1))).isEqualTo(second.position());
        assertThat(position(found.at(Long.MAX_VALUE)))
                .isEqualTo(states.getLast().position());
        assertThat(position(found.before(second.now())))
                .isEqualTo(states.getFirst().position());
        assertThat(position(found.before(second.now() + 1))).isEqualTo(second.position());
        assertThat(found.before(states.getFirst().now())).isNull();
    }

    @Test
    void what_was_made_past_the_frontier_does_not_count() throws IOException {
        Snapshots kept = new Snapshots(folder, history.id(), PLENTY, 0);
        List<World.State> states = keepSome(kept, 4);

        kept.dropAfter(states.get(1).now());

        assertThat(position(kept.at(Long.MAX_VALUE))).isEqualTo(states.get(1).position());
        assertThat(files()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"flipped", "cut", "empty", "longer"})
    void a_damaged_one_is_dropped_and_the_one_before_is_taken(String damage) throws IOException {
        Random random = new Random(damage.length());
        for (int i = 0; i < 50; i++) {
            Snapshots kept = new Snapshots(folder, history.id(), PLENTY, 0);
            List<World.State> states = keepSome(kept, 2);
            Path newest = files().getLast();
            byte[] bytes = Files.readAllBytes(newest);
            Files.write(newest, damaged(bytes, damage, random));

            assertThat(position(kept.at(Long.MAX_VALUE)))
                    .isEqualTo(states.getFirst().position());
            assertThat(files()).hasSize(1).doesNotContain(newest);
        }
    }

    private static byte[] damaged(byte[] bytes, String damage, Random random) {
        return switch (damage) {
            case "flipped" -> {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                yield bytes;
            }
            case "cut" -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case "longer" -> Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(100));
            default -> new byte[0];
        };
    }

    @Test
    void one_of_another_history_is_not_taken() throws IOException {
        keepSome(new Snapshots(folder, history.id(), PLENTY, 0), 1);

        assertThat(new Snapshots(folder, "0123456789ab", PLENTY, 0).at(Long.MAX_VALUE))
                .isNull();
    }

    @Test
    void old_ones_make_room_and_lie_the_thinner_the_older_they_are() throws IOException {
        World world = new World(history);
        advance(world, 20_000, 500, new ArrayList<>());
        Snapshots kept = new Snapshots(folder, history.id(), 21 * Files.size(keepOne(world)), 0);
        for (int i = 0; i < 200; i++) {
            advance(world, world.position() + 100, 100, new ArrayList<>());
            kept.keep(world.state());
        }

        List<Long> positions = files().stream()
                .map(file -> Long.parseLong(file.getFileName().toString().substring(0, 20)))
                .toList();
        long newest = world.position();
        assertThat(positions).hasSizeBetween(10, 20).endsWith(newest);
        for (int i = 1; i < positions.size(); i++) {
            long gap = positions.get(i) - positions.get(i - 1);
            assertThat(gap)
                    .as("before %d", positions.get(i))
                    .isLessThanOrEqualTo(Math.max(300, (newest - positions.get(i - 1)) * 2 / 3));
        }
        assertThat(positions.get(2) - positions.get(1)).isGreaterThan(1_000);
    }

    private Path keepOne(World world) throws IOException {
        new Snapshots(folder, history.id(), PLENTY, 0).keep(world.state());
        return files().getFirst();
    }

    private List<World.State> keepSome(Snapshots kept, int count) throws IOException {
        World world = new World(history);
        List<World.State> states = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            advance(world, world.position() + 1_500, 500, new ArrayList<>());
            states.add(world.state());
            kept.keep(states.getLast());
        }
        return states;
    }

    private static long position(World.@Nullable State state) {
        return Objects.requireNonNull(state).position();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
