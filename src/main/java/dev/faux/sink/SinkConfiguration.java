package dev.faux.sink;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** The Kafka of one's own that the profile {@code kafka-embedded} brings. */
@Configuration(proxyBeanMethods = false)
@Profile("kafka-embedded")
class SinkConfiguration {

    @Bean
    EmbeddedKafkaLife embeddedKafka(
            @Value("${faux.home}") Path home,
            @Value("${faux.embedded-kafka.port}") int port,
            @Value("${faux.embedded-kafka.controller-port}") int controllerPort) {
        return new EmbeddedKafkaLife(home.resolve("kafka"), port, controllerPort);
    }
}
