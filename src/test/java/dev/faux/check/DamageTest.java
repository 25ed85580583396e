package dev.faux.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faux.check.Differences.Difference;
import dev.faux.check.Differences.Malformation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * 20,000 events of a real history on a rough way: mixed as by partitions, written in all forms, and some of them lost, repeated,
 * held up, altered or joined by others, by dice. What the judge tells is what was done.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DamageTest {

    private static final int PARTITIONS = 6;
    private static final List<String> TOLD = Told.by(
                    Told.scenario("weekday", "catalogue.products=200", "intensity.per_minute=300"),
                    11,
                    Duration.ofHours(3))
            .lines
            .subList(0, 20_000);

    /** By position: how often. */
    private final TreeMap<Long, Integer> duplicated = new TreeMap<>();

    private final TreeSet<Long> lost = new TreeSet<>();
    private final TreeSet<Long> reordered = new TreeSet<>();
    private final TreeSet<Long> altered = new TreeSet<>();
    private final TreeSet<Long> foreign = new TreeSet<>();

    private final List<List<String>> byPartition = new ArrayList<>();

    /** What arrives, each with its lines. */
    private final List<List<String>> arrivals = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void what_was_done_is_what_is_told(long seed) {
        Random random = new Random(seed);
        for (List<String> partition : partitions()) {
            damage(partition, random);
        }
        List<Long> garbage = new ArrayList<>();
        List<String> lines = mixed(random, garbage);

        Differences differences = Got.compare(TOLD, lines);

        assertThat(differences)
                .as("seed %d", seed)
                .isEqualTo(new Differences(
                        false,
                        lines.size(),
                        arrivals.size() - garbage.size(),
                        TOLD.size(),
                        1,
                        TOLD.size(),
                        all(lost),
                        new Difference(
                                duplicated.values().stream()
                                        .mapToInt(Integer::intValue)
                                        .sum(),
                                duplicated.keySet().stream().limit(10).toList()),
                        all(reordered),
                        all(altered),
                        all(foreign),
                        new Malformation(
                                garbage.size(), garbage.stream().limit(10).toList())));
        assertThat(List.of(lost, duplicated.keySet(), reordered, altered, foreign, garbage))
                .allSatisfy(places -> assertThat(places).hasSizeGreaterThan(30));
    }

    private static Difference all(TreeSet<Long> positions) {
        return new Difference(positions.size(), positions.stream().limit(10).toList());
    }

    private static List<List<String>> partitions() {
        List<List<String>> partitions = new ArrayList<>();
        for (int i = 0; i < PARTITIONS; i++) {
            partitions.add(new ArrayList<>());
        }
        TOLD.forEach(line -> partitions
                .get(Math.floorMod(Got.key(line).hashCode(), PARTITIONS))
                .add(line));
        return partitions;
    }

    /** Does something to about every twentieth event. */
    private void damage(List<String> partition, Random random) {
        Map<String, String> held = new HashMap<>();
        Map<Integer, List<String>> repeats = new LinkedHashMap<>();
        List<String> arrived = new ArrayList<>();
        for (int i = 0; i < partition.size(); i++) {
            String line = partition.get(i);
            long position = Got.position(line);
            String key = Got.strand(line);
            String before = held.remove(key);
            switch (before == null ? random.nextInt(100) : 100) {
                case 0 -> lost.add(position);
                case 1 -> {
                    altered.add(position);
                    arrived.add(altered(line, random));
                }
                case 2 -> {
                    duplicated.merge(position, 1, Integer::sum);
                    arrived.add(line);
                    repeats.computeIfAbsent(i + random.nextInt(2_000), place -> new ArrayList<>())
                            .add(line);
                }
                case 3 -> {
                    foreign.add(position);
                    lost.add(position);
                    arrived.add(line.replaceFirst("/faux/[0-9a-f]+", "/faux/ffffffffffff"));
                }
                case 4 -> held.put(key, line);
                default -> arrived.add(line);
            }
            if (before != null) {
                reordered.add(Got.position(before));
                arrived.add(before);
            }
            arrived.addAll(repeats.getOrDefault(i, List.of()));
            repeats.remove(i);
        }
        repeats.values().forEach(arrived::addAll);
        // What nobody overtakes is only late.
        held.values().stream().sorted().forEach(arrived::add);
        byPartition.add(arrived);
    }

    private static String altered(String line, Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> line.replaceFirst("\"specversion\":\"1.0\"", "\"specversion\":\"0.3\"");
            case 1 -> line.replaceFirst("\"id\":\"01", "\"id\":\"02");
            case 2 -> line.replaceFirst("\"data\":\\{\"([a-z_]+)\":", "\"data\":{\"its_$1\":");
            default -> line.replaceFirst("\"data\":\\{(\"[a-z_]+\":)\"", "\"data\":{$1\"~");
        };
    }

    private List<String> mixed(Random random, List<Long> garbage) {
        List<String> lines = new ArrayList<>();
        int[] next = new int[PARTITIONS];
        List<Integer> open = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5));
        while (!open.isEmpty()) {
            Integer partition = open.get(random.nextInt(open.size()));
            List<String> arrived = byPartition.get(partition);
            for (int i = random.nextInt(500); i > 0 && next[partition] < arrived.size(); i--) {
                arrivals.add(written(arrived.get(next[partition]++), random));
                lines.addAll(arrivals.getLast());
                if (random.nextInt(200) == 0) {
                    arrivals.add(List.of("{\"no\": \"event\"}"));
                    lines.addAll(arrivals.getLast());
                    garbage.add((long) lines.size());
                }
            }
            if (next[partition] == arrived.size()) {
                open.remove(partition);
            }
        }
        return lines;
    }

    private static List<String> written(String line, Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> List.of(Got.keyed(line));
            case 1 -> Got.frame(line);
            case 2 -> List.of(Got.console(line));
            case 3 -> List.of(Got.rewritten(line, random));
            default -> List.of(line);
        };
    }
}
