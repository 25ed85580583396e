package dev.faux.api;

import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.netty.resources.LoopResources;

/** The threads that serve connections: one for each processor, as none of them ever waits, and more would only take turns. */
@Configuration(proxyBeanMethods = false)
class HttpThreads {

    @Bean
    ReactorResourceFactory httpResources() {
        ReactorResourceFactory threads = new ReactorResourceFactory();
        threads.setUseGlobalResources(false);
        threads.setLoopResourcesSupplier(
                () -> LoopResources.create("http", Runtime.getRuntime().availableProcessors(), true));
        // Nobody is waited for who might still come.
        threads.setShutdownQuietPeriod(Duration.ZERO);
        return threads;
    }
}
