package dev.faux.emitter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faux.log.Batch;
import dev.faux.log.Histories;
import dev.faux.log.JournalFile;
import dev.faux.shop.Decision;
import dev.faux.simulation.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A {@link CrashingShop} ends before each thing that it does to its disk, and in the middle of what can be half done. Whoever opens its
 * home then finds what was told to the outside, and plays on.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Execution(ExecutionMode.CONCURRENT)
class CrashTest {

    /** What puts a new era in the place of the old one. */
    private static final String NEXT_ERA = "next era";

    /** What has to be met, by how the name of the operation begins. */
    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("home make", "a new home"),
            Map.entry("lock", "a new home"),
            Map.entry("scenario.yaml", "a new home"),
            Map.entry("journal create", "a new home"),
            Map.entry("mark create", "a new home"),
            Map.entry("journal write", "journal write"),
            Map.entry("journal force", "journal force"),
            Map.entry("mark write", "mark"),
            Map.entry("mark force", "mark"),
            Map.entry("inputs.properties", "properties"),
            Map.entry("pace.properties", "properties"),
            Map.entry("drained.properties", "properties"),
            Map.entry("home force", "properties"),
            Map.entry("snapshots", "snapshot"),
            Map.entry("window", "segment"),
            Map.entry("eras", "era"),
            Map.entry("mark delete", "era"));

    /** Marks of which much depends, by what has come before them. */
    private static final Map<String, String> MARKS = Map.of("mark create", "first mark", "slow", "late mark");

    /** Of which one is broken off in the middle also where not all are: whatever else is torn is a cache, or not begun. */
    private static final Set<String> TORN = Set.of("journal write", "first mark", "properties", "era");

    @TempDir
    private Path folder;

    private Path scenario;
    private Path agent;
    /** How much happens before the shop is live. */
    private Duration backfill = Duration.ofMinutes(4);

    @BeforeEach
    void prepare() throws IOException {
        scenario = Files.writeString(folder.resolve("small.yaml"), CrashingShop.SCENARIO);
        agent = folder.resolve("agent.jar");
        DiskPatch.writeAgent(agent);
    }

    @Test
    void what_was_told_is_so_after_a_crash_at_any_kind_of_write() throws Exception {
        Ended whole = play(folder.resolve("whole"), -1, false);
        Random random = new Random(1);
        List<Point> points = points(whole);
        Collections.shuffle(points, random);
        List<Point> chosen = new ArrayList<>();
        for (String kind : kinds()) {
            for (boolean isTorn : new boolean[] {false, true}) {
                points.stream()
                        .filter(each -> each.isTorn == isTorn && each.kind.equals(kind))
                        .filter(each -> !isTorn || TORN.contains(kind))
                        .findFirst()
                        .ifPresent(chosen::add);
            }
        }
        survive(whole, chosen);
    }

    @Test
    @Tag("full")
    @Timeout(value = 60, unit = TimeUnit.MINUTES)
    void what_was_told_is_so_after_a_crash_at_every_write() throws Exception {
        // So much that the window is full.
        backfill = Duration.ofMinutes(18);
        Ended whole = play(folder.resolve("whole"), -1, false);
        survive(whole, points(whole));
    }

    /**
     * Where the process ends.
     *
     * @param isTorn in the middle of this operation, or else before it
     */
    private record Point(int number, String name, String kind, boolean isTorn) {

        @Override
        public String toString() {
            return (isTorn ? "within " : "before ") + name + " (" + number + ")";
        }
    }

    private static List<Point> points(Ended whole) {
        List<Point> points = new ArrayList<>();
        String before = "";
        boolean isEnding = false;
        for (String[] line : whole.told) {
            if (line[1].equals("operation")) {
                String name = line[2];
                isEnding |= name.startsWith("eras");
                String kind = isEnding && name.startsWith("inputs.properties")
                        ? NEXT_ERA
                        : name.equals("mark write") && MARKS.containsKey(before) ? MARKS.get(before) : kind(name);
                int number = points.isEmpty() ? 0 : points.getLast().number + 1;
                points.add(new Point(number, name, kind, false));
                if (Boolean.parseBoolean(line[3])) {
                    points.add(new Point(number, name, kind, true));
                }
            }
            String what = line[1].equals("operation") ? line[2] : line[1];
            before = MARKS.containsKey(what) ? what : what.equals("mark write") ? "" : before;
        }
        return points;
    }

    private static Set<String> kinds() {
        Set<String> kinds = new TreeSet<>(KINDS.values());
        kinds.addAll(MARKS.values());
        kinds.add(NEXT_ERA);
        return kinds;
    }

    private static String kind(String name) {
        return KINDS.entrySet().stream()
                .filter(each -> name.startsWith(each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is of no kind"));
    }

    private void survive(Ended whole, List<Point> points) throws Exception {
        assertThat(whole.exitCode).as(whole.error).isZero();
        Promises all = new Promises(whole.told);
        reopen(all, all, folder.resolve("whole"), 0);
        Map<String, Integer> hits = new TreeMap<>();
        kinds().forEach(kind -> hits.put(kind, 0));
        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            Map<Point, Future<?>> crashes = new LinkedHashMap<>();
            for (Point each : points) {
                crashes.put(each, two.submit(() -> {
                    crash(each, all);
                    return null;
                }));
            }
            for (Map.Entry<Point, Future<?>> each : crashes.entrySet()) {
                try {
                    each.getValue().get();
                } catch (Exception e) {
                    two.shutdownNow();
                    throw new AssertionError("after a crash " + each.getKey(), e.getCause());
                }
                hits.merge(each.getKey().kind, 1, Integer::sum);
            }
        }
        System.out.println(points.size() + " crashes, "
                + points.stream().filter(Point::isTorn).count() + " of them within a write: " + hits);
        assertThat(hits).allSatisfy((kind, count) -> assertThat(count).as(kind).isPositive());
    }

    private void crash(Point point, Promises all) throws Exception {
        Path home = folder.resolve("home-" + point.number + point.isTorn);
        Ended ended = play(home, point.number, point.isTorn);
        assertThat(ended.exitCode).as(ended.error).isEqualTo(CrashingShop.HALTED);
        String[] last = ended.told.stream()
                .filter(line -> line[1].equals("operation"))
                .toList()
                .getLast();
        assertThat(last[2]).isEqualTo(point.name);
        reopen(new Promises(ended.told), all, home, point.number);
        try (Home done = Home.open(home)) {
            done.clear();
        }
    }

    /** @param told the words of each line */
    private record Ended(int exitCode, List<String[]> told, String error) {}

    private Ended play(Path home, int before, boolean isTorn) throws IOException, InterruptedException {
        Path out = folder.resolve(home.getFileName() + ".out");
        Path error = folder.resolve(home.getFileName() + ".err");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-javaagent:" + agent + "=" + agent,
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xms400m",
                        "-Xmn250m",
                        "-Dreactor.schedulers.defaultPoolSize=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashingShop.class.getName(),
                        home.toString(),
                        scenario.toString(),
                        backfill.toString(),
                        before + "",
                        isTorn + "")
                .redirectOutput(out.toFile())
                .redirectError(error.toFile())
                .start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("it does not end: " + Files.readString(error));
        }
        try (var lines = Files.lines(out)) {
            return new Ended(
                    process.exitValue(),
                    lines.filter(line -> line.startsWith("told\t"))
                            .map(line -> line.split("\t", -1))
                            .toList(),
                    Files.readString(error));
        } finally {
            Files.delete(out);
            Files.delete(error);
        }
    }

    /** What the outside has been told. */
    private static final class Promises {

        private final Map<String, Era> eras = new LinkedHashMap<>();
        private final List<String> paces = new ArrayList<>(List.of(Pace.LIVE.toString()));
        private Instant now = CrashingShop.NOW;
        private @Nullable String drained;

        Promises(List<String[]> told) {
            Era era = new Era();
            for (String[] line : told) {
                switch (line[1]) {
                    case "history" -> era = eras.computeIfAbsent(line[2], id -> new Era());
                    case "head" -> era.heads.add(line[2]);
                    case "asked" -> era.asked.add(line[2]);
                    case "answered" ->
                        assertThat(era.answered.put(line[2], line[3])).isIn(null, line[3]);
                    case "pace" -> paces.add(line[2]);
                    case "now" -> now = Instant.parse(line[2]);
                    case "drained" -> drained = line[2];
                    case "slow" -> {}
                    default -> assertThat(line[1]).isEqualTo("operation");
                }
            }
        }
    }

    /** As far as that is of one history. */
    private static final class Era {

        private final Set<String> heads = new LinkedHashSet<>();
        private final Set<String> asked = new LinkedHashSet<>();
        private final Map<String, String> answered = new HashMap<>();
    }

    /** Whoever comes next; by his clock it may be earlier than it was. */
    private void reopen(Promises promises, Promises all, Path folder, long seed) throws IOException {
        Random random = new Random(seed);
        History history;
        try (Home home = Home.open(folder)) {
            String drained = String.valueOf(home.drained());
            history = CrashingShop.history(home, CrashingShop.asked(scenario, backfill));
            if (promises.drained != null && promises.eras.containsKey(history.id()) && promises.eras.size() == 1) {
                assertThat(drained).isEqualTo(promises.drained);
            }
        }
        for (String each : promises.eras.keySet()) {
            if (!each.equals(history.id())) {
                ended(folder.resolve("eras").resolve(each), promises.eras.get(each));
            }
        }
        Era era = promises.eras.getOrDefault(history.id(), new Era());
        try (Time time = new Time(promises.now.minusMillis(random.nextInt(3_000)))) {
            try (OpenShop shop = open(history, folder, time)) {
                // One that nobody was told of may have been kept.
                int last = promises.paces.size() - 1;
                assertThat(shop.emitter.pace().toString())
                        .isIn(all.paces.subList(last, Math.min(last + 2, all.paces.size())));
                playOn(shop, time, era);
                List<Batch> made = stands(history, shop, folder, era);
                byte[] read = Histories.bytes(shop.read(), 1);
                assertThat(read).isEqualTo(Arrays.copyOf(Histories.bytes(made, 1), read.length));
            }
            try (OpenShop shop = open(history, folder, time)) {
                time.pass(Duration.ofMillis(100));
                stands(history, shop, folder, era);
            }
        }
    }

    private static OpenShop open(History history, Path folder, Time time) {
        return new OpenShop(history, folder, time.clock, time.disk, CrashingShop.BOUNDS, List.of()).start();
    }

    /** Everybody asks again under the same name, and somebody for something new. */
    private static void playOn(OpenShop shop, Time time, Era era) {
        shop.emitter.resume().subscribe();
        era.asked.add("order after the crash");
        Map<String, CompletableFuture<@Nullable Decision>> answers = new LinkedHashMap<>();
        for (String name : era.asked) {
            answers.put(name, shop.ask(CrashingShop.instruction(name), CrashingShop.key(name)));
        }
        Instant latest = time.now().plusSeconds(90);
        while (answers.values().stream().anyMatch(answer -> !answer.isDone())
                && time.now().isBefore(latest)) {
            time.pass(Duration.ofMillis(100));
        }
        answers.forEach((name, answer) -> {
            String decision = Objects.requireNonNull(
                            answer.orTimeout(30, TimeUnit.SECONDS).join())
                    .toString();
            assertThat(era.answered.getOrDefault(name, decision)).as(name).isEqualTo(decision);
            era.answered.put(name, decision);
        });
        shop.emitter.speed(1).subscribe();
        time.pass(Duration.ofSeconds(1));
        era.heads.add(CrashingShop.digest(shop.log.head()));
    }

    /** All that was told is in it, once, and what is in the journal makes all of it. */
    private static List<Batch> stands(History history, OpenShop shop, Path folder, Era era) throws IOException {
        assertThat(shop.fatal).isEmpty();
        assertThat(shop.emitter.failure()).isNull();
        shop.log.shadow().follow();
        assertThat(shop.log.shadow().difference()).isNull();
        return stands(history, folder.resolve("journal"), era, shop.log.head().position());
    }

    private static void ended(Path folder, Era era) throws IOException {
        assertThat(folder).isDirectory();
        Inputs inputs = new Inputs(folder);
        History history = inputs.resume(Objects.requireNonNull(inputs.load()), new Home.Asked(null, null, null));
        assertThat(history.id()).isEqualTo(folder.getFileName().toString());
        stands(history, folder.resolve("journal"), era, 0);
    }

    private static List<Batch> stands(History history, Path file, Era era, long position) throws IOException {
        List<String> keys = new ArrayList<>();
        Outcomes outcomes;
        List<Batch> made;
        long last = Math.max(
                position,
                era.heads.stream().mapToLong(CrashTest::position).max().orElse(0));
        try (JournalFile journal = JournalFile.open(file, (number, row) -> keys.add(String.valueOf(row.key())))) {
            outcomes = new Outcomes(journal);
            made = Histories.batches(history, outcomes, last);
        }
        assertThat(keys).doesNotHaveDuplicates().containsAll(era.answered.keySet());
        assertThat(era.asked).containsAll(keys);
        era.answered.forEach((name, decision) ->
                assertThat(outcomes.decisions.get(keys.indexOf(name))).as(name).hasToString(decision));
        Set<String> missing = new LinkedHashSet<>(era.heads);
        missing.remove("0 0");
        for (Batch batch : made) {
            for (int i = 0; i < batch.size(); i++) {
                missing.remove(batch.position(i) + " " + Long.toHexString(batch.digest(i)));
            }
        }
        assertThat(missing).isEmpty();
        return made;
    }

    private static long position(String head) {
        return Long.parseLong(head.substring(0, head.indexOf(' ')));
    }
}
