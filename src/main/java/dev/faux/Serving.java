package dev.faux;

import dev.faux.api.ApiSettings;
import dev.faux.api.Simulation;
import dev.faux.dataset.SeedShops;
import dev.faux.emitter.CommandDesk;
import dev.faux.emitter.Emitter;
import dev.faux.emitter.Home;
import dev.faux.log.Delivery;
import dev.faux.log.HistoryLog;
import dev.faux.log.Pilots;
import dev.faux.simulation.Scenario;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Scheduler;

/** What it takes besides to let the shop live and to let people in. */
@Configuration(proxyBeanMethods = false)
class Serving {

    private static final Logger log = LoggerFactory.getLogger(Serving.class);

    @Bean
    Emitter emitter(
            HistoryLog events,
            List<Delivery> deliveries,
            Home home,
            CommandDesk desk,
            Scheduler emitterThread,
            Scheduler homeThread,
            FauxProperties properties) {
        return new Emitter(
                events,
                deliveries,
                home,
                desk,
                emitterThread,
                homeThread,
                properties.catchUp().max());
    }

    @Bean
    ApiSettings apiSettings(Home home, FauxProperties properties, ServerProperties server) {
        return ApiSettings.of(
                home.folder(),
                properties.api().maxConcurrent(),
                properties.sse().bounds(),
                server.getAddress());
    }

    @Bean
    SeedShops seedShops(Home home, FauxProperties properties) throws IOException {
        return new SeedShops(
                home.folder().resolve("datasets"), properties.datasets().shops());
    }

    @Bean
    Simulation simulation(HistoryLog events, Emitter emitter, CommandDesk desk, Home home) {
        Scenario scenario = events.history().scenario();
        return new RunningShop(events, emitter, desk, home, Pilots.aftermath(scenario, log::info));
    }

    @Bean
    ShopHealth shopHealthIndicator(Emitter emitter, HistoryLog events, Home home) {
        return new ShopHealth(emitter, events, home);
    }

    @Bean
    ReadersHealth readersHealthIndicator(List<Delivery> deliveries) {
        return new ReadersHealth(deliveries);
    }

    @Bean
    ReaderMetrics readerMetrics(List<Delivery> deliveries) {
        return new ReaderMetrics(deliveries);
    }

    @Bean
    Opening opening(Emitter emitter, List<Delivery> deliveries, HistoryLog events, Scheduler shadowThread) {
        return new Opening(emitter, deliveries, events.shadow(), shadowThread);
    }
}
