package dev.faux;

import dev.faux.cli.HomeOption;
import dev.faux.emitter.CommandDesk;
import dev.faux.emitter.Emitter;
import dev.faux.emitter.Home;
import dev.faux.emitter.Home.Drained;
import dev.faux.emitter.HomeException;
import dev.faux.log.Delivery;
import dev.faux.log.HistoryLog;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Brings the shop in a home to rest, without letting anybody in. */
@Command(
        name = "drain",
        description = {
            "Brings the shop in a home to rest where it was last seen: everything up to there is taken in by all who read it.",
            "After that, a Faux with another model can open a new era there; one with the same model goes on as ever."
        },
        mixinStandardHelpOptions = true)
final class Drain implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private HomeOption home;

    @Option(
            names = "--patience",
            paramLabel = "DURATION",
            description = "How long a reader, such as the database, may come no further. Default: ${DEFAULT-VALUE}",
            defaultValue = "PT1M")
    private Duration patience;

    @Override
    public Integer call() {
        Path folder = home.folder();
        if (!Home.isLivedIn(folder)) {
            return tell("Nothing to drain: no shop lives in " + folder);
        }
        try (Home opened = Home.open(folder)) {
            Drained before = opened.drained();
            if (before != null) {
                return tell("The shop in " + folder + " is drained already: " + words(before));
            }
        }
        SpringApplication shop = new SpringApplication(BehindClosedDoors.class);
        shop.setWebApplicationType(WebApplicationType.NONE);
        shop.setLogStartupInfo(false);
        ConfigurableApplicationContext context;
        try {
            context = shop.run("--faux.home=" + folder);
        } catch (RuntimeException e) {
            // Spring has told why already.
            return ExitCode.USAGE;
        }
        try (context) {
            return tell("Drained the shop in " + folder + ": " + words(drained(context.getBean(Draining.class))));
        }
    }

    private Drained drained(Draining draining) {
        try {
            return draining.drain(patience).toFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof HomeException told ? told : e;
        }
    }

    private int tell(String sentence) {
        command.commandLine().getOut().println(sentence);
        return ExitCode.OK;
    }

    private static String words(Drained drained) {
        return "history " + drained.history() + " ends at position "
                + drained.head().position() + ", "
                + Instant.ofEpochMilli(drained.head().at())
                + "; start this version and it goes on, or one with another model and a new era begins";
    }

    /** The rooms but for the front door. Not annotated as a configuration, so that no scan of the server finds it. */
    @ComponentScan(
            basePackageClasses = Drain.class,
            excludeFilters =
                    @ComponentScan.Filter(type = FilterType.REGEX, pattern = "dev\\.faux\\.(api\\..*|Server|Serving)"))
    static class BehindClosedDoors {

        @Bean
        Draining draining(
                HistoryLog events,
                List<Delivery> deliveries,
                Home home,
                CommandDesk desk,
                Scheduler emitterThread,
                Scheduler homeThread) {
            Duration anyGap = ChronoUnit.FOREVER.getDuration();
            Emitter emitter = new Emitter(events, deliveries, home, desk, emitterThread, homeThread, anyGap);
            return new Draining(emitter, deliveries, events, home, homeThread, Schedulers.parallel());
        }
    }
}
