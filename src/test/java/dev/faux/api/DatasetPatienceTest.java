package dev.faux.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.faux.dataset.Datasets;
import dev.faux.dataset.SeedShop;
import dev.faux.dataset.SeedShops;
import dev.faux.log.EventLog;
import dev.faux.log.Histories;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.security.authentication.TestingAuthenticationToken;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Whoever asks for a shop that is being run for long is told so. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DatasetPatienceTest {

    private static final String ADDRESS = "/api/v1/orders?seed=7&limit=3";

    private final SeedShop shop = mock(SeedShop.class);
    private final SeedShops shops = mock(SeedShops.class);
    private final EventLog log = mock(EventLog.class);

    @Test
    void what_takes_longer_than_five_seconds_is_accepted_and_says_how_far_it_is_and_when_to_come_again() {
        when(shop.world()).thenReturn("a world");
        when(shop.page(any(), any())).thenReturn(Mono.never());
        when(shops.of(any())).thenReturn(shop);
        when(shops.done(any())).thenReturn(0.4567);
        when(shops.isRunning(any())).thenReturn(true);
        when(log.history()).thenReturn(Histories.small());

        StepVerifier.withVirtualTime(() -> api().page(
                                new TestingAuthenticationToken("a", "b", Scopes.authority("orders:read")),
                                MockServerHttpRequest.get(ADDRESS).build()))
                .expectSubscription()
                .expectNoEvent(Duration.ofMillis(4_999))
                .thenAwait(Duration.ofMillis(1))
                .assertNext(DatasetPatienceTest::isAccepted)
                .verifyComplete();
    }

    private DatasetApi api() {
        return new DatasetApi(
                Datasets.named("orders"),
                mock(Views.class),
                mock(OrderReaders.class),
                shops,
                new SeedQueries(log),
                log.history());
    }

    private static void isAccepted(ResponseEntity<Flux<DataBuffer>> answer) {
        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.ACCEPTED);
        assertThat(answer.getHeaders().getLocation()).hasToString(ADDRESS);
        assertThat(answer.getHeaders().getFirst("Retry-After")).isEqualTo("5");
        String world = answer.getHeaders().getFirst("Faux-World");
        String body = Objects.requireNonNull(answer.getBody())
                .map(buffer -> buffer.toString(java.nio.charset.StandardCharsets.UTF_8))
                .blockLast();
        assertThat(body).isEqualTo("{\"world\":\"" + world + "\",\"done\":0.45}");
    }
}
