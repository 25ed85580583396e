package dev.faux.api;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.MediaType;
import reactor.test.StepVerifier;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ClosingTest {

    @Test
    void a_server_that_ends_ends_its_streams_first_and_waits_for_none() {
        ConfigurableApplicationContext shop = new SpringApplicationBuilder(TestShop.class)
                .properties("faux.home=target/api-homes/${random.uuid}")
                .run("--server.port=0");
        int port = requireNonNull(((WebServerApplicationContext) shop).getWebServer())
                .getPort();
        Client manager = Client.manager(port, shop.getBean(Tokens.class));
        StepVerifier.create(manager.stream("", MediaType.TEXT_EVENT_STREAM))
                .expectNext("retry: 2000\n\n")
                .then(() -> assertThat(timed(shop::close)).isLessThan(Duration.ofSeconds(2)))
                .expectComplete()
                .verify(Duration.ofSeconds(20));
    }

    private static Duration timed(Runnable deed) {
        long begin = System.nanoTime();
        deed.run();
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
