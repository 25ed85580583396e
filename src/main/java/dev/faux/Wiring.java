package dev.faux;

import dev.faux.emitter.CommandDesk;
import dev.faux.emitter.Home;
import dev.faux.emitter.Home.Asked;
import dev.faux.emitter.HomeException;
import dev.faux.emitter.Mark;
import dev.faux.log.Background;
import dev.faux.log.Delivery;
import dev.faux.log.HistoryLog;
import dev.faux.log.Pilots;
import dev.faux.log.Reader;
import dev.faux.simulation.History;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Puts the shop together: one home, one history in it, one log of that, and whoever reads it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FauxProperties.class)
class Wiring {

    private static final Logger log = LoggerFactory.getLogger(Wiring.class);

    /** Comes before all that keeps something in it. */
    @Bean
    Home home(FauxProperties properties) {
        return Home.open(properties.home());
    }

    @Bean
    History history(Home home, FauxProperties properties) {
        Instant now = Instant.now();
        if (properties.start() != null && properties.start().isAfter(now)) {
            throw new HomeException("faux.start is " + properties.start() + ", expected not after now, " + now);
        }
        return home.history(
                new Asked(properties.scenario(), properties.seed(), properties.start()),
                now.minus(properties.backfill()).truncatedTo(ChronoUnit.HOURS),
                scenario -> Pilots.aftermath(scenario, log::info).eventsPerSession());
    }

    /** Where the home is written to. */
    @Bean(destroyMethod = "dispose")
    Scheduler homeThread() {
        return Schedulers.newBoundedElastic(1, Integer.MAX_VALUE, "home");
    }

    @Bean
    CommandDesk commandDesk(Home home, History history, Scheduler homeThread, FauxProperties properties) {
        return home.desk(history, properties.commands().bounds(), homeThread);
    }

    @Bean
    HistoryLog historyLog(History history, CommandDesk desk, Home home, FauxProperties properties) throws IOException {
        Mark marked = home.marked();
        return new HistoryLog(
                history,
                home.formerHistories(),
                desk,
                home.folder(),
                marked == null ? Long.MAX_VALUE : marked.until(),
                properties.log().bounds());
    }

    @Bean(destroyMethod = "dispose")
    Scheduler emitterThread() {
        return Schedulers.newSingle("emitter");
    }

    @Bean(destroyMethod = "dispose")
    Scheduler shadowThread() {
        return Background.threads("shadow", 1, 1);
    }

    @Bean
    Sinks sinks(FauxProperties properties, History history) {
        return new Sinks(properties, history);
    }

    @Bean
    List<Delivery> deliveries(HistoryLog events, List<Reader> readers, Sinks sinks) {
        return Stream.concat(readers.stream(), sinks.readers().stream())
                .map(reader -> new Delivery(events, reader, Schedulers.parallel()))
                .toList();
    }
}
