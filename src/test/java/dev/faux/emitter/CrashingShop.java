package dev.faux.emitter;

import dev.faux.emitter.Disk.Operation;
import dev.faux.emitter.Home.Asked;
import dev.faux.log.Head;
import dev.faux.log.HistoryLog;
import dev.faux.shop.CartItem;
import dev.faux.shop.Decision;
import dev.faux.shop.Variant;
import dev.faux.simulation.History;
import dev.faux.simulation.Instruction;
import dev.faux.simulation.Pilot;
import dev.faux.simulation.ScenarioFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * A shop in a process of its own, which plays a fixed piece and says on standard output what the outside is told. Where it is told
 * to, it ends at once: before it does something to its disk, or in the middle of that.
 */
final class CrashingShop {

    static final int HALTED = 137;

    static final Instant NOW = Instant.parse("2026-01-05T12:00:00Z");

    /** So small that segments and snapshots are dropped soon. */
    static final HistoryLog.Bounds BOUNDS = OpenShop.bounds(16, 250_000, 500);

    static final String SCENARIO = """
            extends: weekday
            name: small
            intensity: {per_minute: 600}
            catalogue: {products: 40}
            population: 500
            """;

    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final Path folder;
    private final Asked asked;
    private final Time time = new Time(NOW);
    private final List<CompletableFuture<@Nullable Decision>> waiting = new ArrayList<>();

    private CrashingShop(Path folder, Asked asked) {
        this.folder = folder;
        this.asked = asked;
    }

    /** Home, scenario, how much happens before it is live, before which operation to end, whether rather in its middle. */
    public static void main(String[] args) {
        CrashingShop shop = new CrashingShop(Path.of(args[0]), asked(Path.of(args[1]), Duration.parse(args[2])));
        try (Disk disk = new Disk(shop.folder, new Crash(Integer.parseInt(args[3]), Boolean.parseBoolean(args[4])))) {
            shop.play(disk);
            answer();
            System.exit(0);
        } catch (Throwable e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    /** As whoever starts the server asks for it each time. */
    static Asked asked(Path scenario, Duration backfill) {
        return new Asked(scenario.toString(), 42L, NOW.minus(backfill));
    }

    static History history(Home home, Asked asked) {
        return home.history(
                asked,
                NOW,
                scenario -> Objects.requireNonNull(Pilot.frozen(ScenarioFile.read("weekday", List.of())))
                        .eventsPerSession());
    }

    /** What is asked for under this name. */
    static Instruction instruction(String name) {
        Random random = new Random(name.hashCode());
        return switch (name.charAt(0)) {
            case 'c' -> new Instruction.Cancel("ann", 1 + random.nextLong(200), "changed_mind");
            case 'i' -> new Instruction.ChangeIntensity(500 + 200 * random.nextDouble(), null, null, null);
            default ->
                new Instruction.Order(
                        "person " + random.nextInt(3),
                        List.of(new CartItem(Variant.number(1 + random.nextInt(40), 0), 1 + random.nextInt(2))),
                        null);
        };
    }

    static CommandDesk.Key key(String name) {
        return new CommandDesk.Key(name, "hash of " + name);
    }

    static void tell(Object... words) {
        StringBuilder line = new StringBuilder("told");
        for (Object word : words) {
            line.append('\t').append(word);
        }
        System.out.println(line);
    }

    private void play(Disk disk) {
        History history = begin();
        try (OpenShop shop = open(history).start()) {
            live(shop);
        }
        try (OpenShop shop = open(history).start()) {
            time.pass(Duration.ofMillis(200));
            ask(shop, "order again", "order 1", "cancel 4");
            // What may have been seen lies ahead, at that speed.
            time.pass(Duration.ofMillis(1_200));
            answered();
            change(shop.emitter.speed(1));
        }
        drain(history);
        disk.without(() -> OtherModel.pretend(folder, null));
        try (OpenShop shop = open(begin()).start()) {
            time.pass(Duration.ofMillis(200));
            ask(shop, "order of the next era", "intensity of the next era");
            // It begins where the mark of the one before was, which lies ahead.
            change(shop.emitter.speed(60));
            time.pass(Duration.ofMillis(1_400));
            shop.log.shadow().follow();
            answered();
        }
    }

    private History begin() {
        try (Home home = Home.open(folder)) {
            History history = history(home, asked);
            tell("history", history.id());
            return history;
        }
    }

    private OpenShop open(History history) {
        OpenShop shop = new OpenShop(history, folder, time.clock, time.disk, BOUNDS, List.of());
        shop.log.heads().map(CrashingShop::digest).distinctUntilChanged().subscribe(each -> tell("head", each));
        return shop;
    }

    static String digest(Head head) {
        return head.position() + " " + Long.toHexString(head.digest());
    }

    /** Backfill, people, a pause, a slow disk, and a pace at which much happens. */
    private void live(OpenShop shop) {
        time.pass(Duration.ofMillis(300));
        shop.log.shadow().follow();
        ask(shop, "order 1");
        time.pass(Duration.ofMillis(200));
        ask(shop, "order 2", "order 3", "cancel 4", "intensity 5");
        time.pass(Duration.ofMillis(300));
        answered();
        change(shop.emitter.pause());
        ask(shop, "order 6");
        time.pass(Duration.ofMillis(300));
        change(shop.emitter.resume());
        ask(shop, "order 7");
        time.passWhileTheDiskIsSlow(Duration.ofMillis(1_600), () -> tell("slow"));
        time.pass(Duration.ofMillis(200));
        answered();
        change(shop.emitter.speed(60));
        for (int i = 8; i < 12; i++) {
            ask(shop, "order " + i);
            time.pass(Duration.ofMillis(600));
            shop.log.shadow().follow();
        }
        answered();
    }

    /** All at once, so that they are written down together. */
    private void ask(OpenShop shop, String... names) {
        tell("now", time.now());
        time.disk.schedule(() -> {
            for (String name : names) {
                tell("asked", name);
                CompletableFuture<@Nullable Decision> answer = shop.ask(instruction(name), key(name));
                waiting.add(answer.thenApply(decision -> {
                    tell("answered", name, String.valueOf(decision));
                    return decision;
                }));
            }
        });
    }

    private void answered() {
        waiting.forEach(
                each -> each.orTimeout(LONGEST.toSeconds(), TimeUnit.SECONDS).join());
        waiting.clear();
        tell("now", time.now());
    }

    private void change(Mono<Pace> changing) {
        changing.subscribe(pace -> tell("pace", pace));
        tell("now", time.now());
        time.pass(Duration.ofMillis(50));
    }

    /** As the command does it. */
    private void drain(History history) {
        try (OpenShop shop = open(history)) {
            shop.emitter.drain().subscribe(head -> {
                shop.log.shadow().follow();
                shop.log.shadow().keep();
                tell("drained", shop.home.drain(history, head));
            });
            time.pass(Duration.ofMillis(100));
        }
    }

    /** Returns when who has been answered has heard it. */
    private static void answer() {
        // All answers come on this one thread, one after the other.
        CountDownLatch heard = new CountDownLatch(1);
        Schedulers.parallel().schedule(heard::countDown);
        try {
            if (!heard.await(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("an answer takes too long");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        System.out.flush();
    }

    /** Ends the process; without that, tells all that it could be ended at. */
    private static final class Crash implements Disk.Observer {

        private final boolean isTorn;
        private int left;

        Crash(int left, boolean isTorn) {
            this.left = left;
            this.isTorn = isTorn;
        }

        @Override
        public void before(Operation next) {
            tell("operation", next.name(), isTearable(next));
            if (left == 0 && isTorn && next.bytes() != null) {
                next.bytes().limit(next.bytes().position() + next.bytes().remaining() / 2);
            } else if (left == 0 && !isTorn) {
                halt();
            }
        }

        @Override
        public void after(Operation done) {
            if (left == 0) {
                tear(done);
                halt();
            }
            left--;
        }

        private static boolean isTearable(Operation operation) {
            return operation.bytes() != null || operation.name().endsWith(" copy");
        }

        private static void tear(Operation done) {
            if (done.bytes() == null && isTearable(done)) {
                try (FileChannel copy = FileChannel.open(done.path(), StandardOpenOption.WRITE)) {
                    copy.truncate(copy.size() / 2);
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            }
        }

        private static void halt() {
            answer();
            Runtime.getRuntime().halt(HALTED);
        }
    }
}
