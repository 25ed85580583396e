package dev.faux.api;

import static org.mockito.Mockito.mock;

import dev.faux.dataset.SeedShops;
import dev.faux.emitter.CommandDesk;
import dev.faux.emitter.Emitter;
import dev.faux.emitter.Pace;
import dev.faux.log.Delivery;
import dev.faux.log.EventLog;
import dev.faux.log.Histories;
import dev.faux.log.HistoryLog;
import dev.faux.log.JsonLines;
import dev.faux.simulation.History;
import dev.faux.simulation.Occurrence;
import dev.faux.simulation.ScenarioFile;
import dev.faux.simulation.World;
import dev.faux.view.Events;
import dev.faux.view.OwnShop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import reactor.core.scheduler.Schedulers;

/**
 * The front door with a small shop behind it that a test lets go on: a real log, views that are mocks. Not annotated as a
 * configuration, so that no scan of the program finds it.
 */
@EnableAutoConfiguration
@ComponentScan(
        basePackageClasses = Welcome.class,
        excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*Test(\\$.*)?"))
class TestShop {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    static final ApiSettings.Streams STREAMS =
            new ApiSettings.Streams(1, Duration.ofMillis(150), Duration.ofMinutes(1));

    static History history() {
        return new History(
                ScenarioFile.read("weekday", List.of("intensity.per_minute=60")), 42, START.toEpochMilli(), 14.5);
    }

    /** The shop itself, in virtual time. */
    static final class Tape implements AutoCloseable {

        final HistoryLog log;
        private final World world;
        private final JsonLines lines;

        Tape(Path folder) {
            try {
                History history = new History(
                        ScenarioFile.read("weekday", List.of("intensity.per_minute=60")),
                        42,
                        START.toEpochMilli(),
                        14.5);
                log = Histories.log(history, folder, 64 << 20);
                world = new World(history);
                lines = new JsonLines(history);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Lets everything happen up to this long after the start. */
        Tape playTo(Duration sinceStart) {
            long until = START.plus(sinceStart).toEpochMilli();
            boolean reached = false;
            while (!reached) {
                List<Occurrence> more = new ArrayList<>();
                reached = world.advance(until, 1_000, more);
                if (!more.isEmpty()) {
                    log.append(lines.encode(more));
                }
            }
            log.reach(until);
            return this;
        }

        /** Lets the shop go on for so long. */
        Tape playOn(Duration more) {
            return playTo(Duration.between(
                    START, Instant.ofEpochMilli(log.head().at()).plus(more)));
        }

        @Override
        public void close() {
            log.close();
        }
    }

    @Bean
    ApiSettings settings(
            @Value("${faux.home}") Path home,
            @Value("${faux.sse.max-clients}") int maxClients,
            @Value("${faux.sse.gathering}") Duration gathering,
            @Value("${faux.sse.patience}") Duration patience,
            ServerProperties server) {
        return ApiSettings.of(
                home, 1_000, new ApiSettings.Streams(maxClients, gathering, patience), server.getAddress());
    }

    @Bean
    Tape tape() throws IOException {
        Tape tape = new Tape(Files.createTempDirectory("faux-log"));
        tape.playTo(Duration.ofMinutes(30));
        tape.log.live();
        return tape;
    }

    @Bean
    EventLog log(Tape tape) {
        return tape.log;
    }

    @Bean
    Notebook notebook() {
        return new Notebook();
    }

    @Bean
    List<Delivery> deliveries(Tape tape, Notebook notebook) {
        return List.of(new Delivery(tape.log, notebook, Schedulers.parallel()));
    }

    @Bean
    Simulation simulation(Tape tape) {
        return () -> new Simulation.Now(
                "weekday",
                List.of("intensity.per_minute=60"),
                42,
                START,
                tape.log.history().id(),
                tape.log.head().position(),
                Instant.ofEpochMilli(tape.log.head().at()),
                Duration.ofMillis(12),
                60,
                41.25,
                40,
                tape.log.head().digest(),
                0,
                Pace.LIVE);
    }

    @Bean
    Emitter emitter() {
        return mock(Emitter.class);
    }

    @Bean
    CommandDesk commandDesk() {
        return mock(CommandDesk.class);
    }

    @Bean
    SeedShops seedShops() throws IOException {
        return new SeedShops(Files.createTempDirectory("faux-datasets"), 2);
    }

    @Bean
    OwnShop ownShop() {
        return mock(OwnShop.class);
    }

    @Bean
    Events events() {
        return mock(Events.class);
    }
}
