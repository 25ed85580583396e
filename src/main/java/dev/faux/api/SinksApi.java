package dev.faux.api;

import dev.faux.log.Checkpoint;
import dev.faux.log.Delivery;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where the events go for good, how it stands there, and how to interfere. */
@RestController
@RequestMapping(path = "/api/v1/sinks", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Sinks")
class SinksApi {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** How many sinks are asked at once what they have. */
    private static final int AT_ONCE = 16;

    private final List<Delivery> deliveries;
    private final Simulation simulation;

    SinksApi(List<Delivery> deliveries, Simulation simulation) {
        this.deliveries = deliveries;
        this.simulation = simulation;
    }

    @Schema(name = "Sinks")
    record All(Rate eventsPerMinute, List<Sink> data) {}

    @Schema(name = "RateOfTheShop")
    record Rate(
            @Schema(description = "What was asked for, over a normal week")
            BigDecimal asked,

            @Schema(description = "What there was in the last minute")
            BigDecimal achieved) {}

    record Sink(
            @Schema(example = "kafka") String name,

            @Schema(allowableValues = {"reading", "failing", "refused", "paused", "done"})
            String state,

            @Schema(description = "The last event that is in")
            long position,

            @Schema(description = "When that happened, in virtual time")
            Instant time,

            @Schema(description = "How many events are not in")
            long lagEvents,

            @Schema(description = "How far that is behind in virtual time")
            BigDecimal lagSeconds,

            @Schema(description = "How many events of those that it wants were delivered in the last minute")
            long deliveredPerMinute,

            @Schema(description = "Names of the types that it wants; empty for all")
            List<String> types,

            @Schema(description = "After so many events it is done; null for never") @Nullable
            Long limit,

            @Schema(description = "What went wrong last; null once it takes events again") @Nullable
            String failure,

            @Schema(description = "The last event that was delivered since the server started", nullable = true)
            @Nullable
            JsonNode sample,

            @Schema(description = "What the sink says of itself; null where it cannot be asked, or has nothing yet")
            @Nullable
            Kept kept) {}

    record Kept(
            @Schema(description = "The last event that it has")
            long position,

            @Schema(description = "The first one that it wanted")
            long since,

            @Schema(description = "How many of those that it wants it has")
            long count,

            @Schema(description = "How many there are by the log; null where that is not known") @Nullable
            Long countOfLog,

            @Schema(description = "Of the history up to the position", example = "7f00ab3c5d0e1122")
            String digest,

            @Schema(description = "The same by the log", example = "7f00ab3c5d0e1122")
            String digestOfLog,

            @Schema(description = "Whether both are the same")
            boolean agrees) {}

    @Operation(
            operationId = "sinks",
            summary = "Where the events go, and how far they have come there",
            description = "What each sink has is asked of it, and compared with the log. Scope `shop:manage`.")
    @GetMapping
    Mono<All> all(Query query) {
        return Flux.fromIterable(deliveries)
                .flatMapSequential(SinksApi::sink, AT_ONCE)
                .collectList()
                .map(sinks -> new All(rate(), sinks));
    }

    @Operation(operationId = "sink", summary = "One sink", description = "Scope `shop:manage`.")
    @GetMapping("/{name}")
    Mono<Sink> find(@PathVariable String name, Query query) {
        return delivery(name).flatMap(SinksApi::sink);
    }

    @Operation(
            operationId = "pauseSink",
            summary = "Give a sink nothing more until it is resumed",
            description = "Until the server ends; what it misses is kept for it. Scope `shop:manage`.")
    @PostMapping("/{name}/pause")
    Mono<Sink> pause(@PathVariable String name, Query query) {
        return delivery(name).doOnNext(Delivery::pause).flatMap(SinksApi::sink);
    }

    @Operation(
            operationId = "resumeSink",
            summary = "Go on with a sink that was paused or refused to go on",
            description = "From where it says that it is. Scope `shop:manage`.")
    @PostMapping("/{name}/resume")
    Mono<Sink> resume(@PathVariable String name, Query query) {
        return delivery(name).doOnNext(Delivery::resume).flatMap(SinksApi::sink);
    }

    @Operation(
            operationId = "resetSink",
            summary = "Take back all that a sink has, and begin anew with it",
            description = "What it has sent is deleted there. Scope `shop:manage`.")
    @PostMapping("/{name}/reset")
    Mono<Sink> reset(@PathVariable String name, Query query) {
        return delivery(name)
                .flatMap(delivery -> delivery.reset()
                        .onErrorMap(failure -> Problem.of(
                                HttpStatus.SERVICE_UNAVAILABLE, name + " cannot be reset now: " + failure.getMessage()))
                        .thenReturn(delivery))
                .flatMap(SinksApi::sink);
    }

    private Mono<Delivery> delivery(String name) {
        return Flux.fromIterable(deliveries)
                .filter(each -> each.reader().name().equals(name))
                .next()
                .switchIfEmpty(Mono.error(() -> Problem.of(
                        HttpStatus.NOT_FOUND,
                        "sink",
                        name,
                        deliveries.isEmpty() ? "none: there are no sinks" : "one of " + String.join(", ", names()))));
    }

    private List<String> names() {
        return deliveries.stream().map(each -> each.reader().name()).toList();
    }

    private Rate rate() {
        Simulation.Now now = simulation.now();
        return new Rate(JsonWords.decimal(now.asked(), 1), JsonWords.decimal(now.achieved(), 1));
    }

    private static Mono<Sink> sink(Delivery delivery) {
        return delivery.compare()
                .map(comparison -> sink(delivery, kept(comparison)))
                .switchIfEmpty(Mono.fromSupplier(() -> sink(delivery, null)));
    }

    private static Kept kept(Delivery.Comparison found) {
        Checkpoint kept = found.kept();
        return new Kept(
                kept.position(),
                kept.since(),
                kept.count(),
                found.count(),
                HexFormat.of().toHexDigits(kept.digest()),
                HexFormat.of().toHexDigits(found.digest()),
                found.agrees());
    }

    private static Sink sink(Delivery delivery, @Nullable Kept kept) {
        Delivery.State state = delivery.state();
        var route = delivery.reader().route();
        return new Sink(
                delivery.reader().name(),
                state.status().name().toLowerCase(Locale.ROOT),
                state.position(),
                Instant.ofEpochMilli(state.at()),
                delivery.lagEvents(),
                JsonWords.decimal(delivery.lag().toMillis() / 1_000.0, 3),
                delivery.lastMinute(),
                route.types().isEverything() ? List.of() : route.types().names(),
                route.limit() == Long.MAX_VALUE ? null : route.limit(),
                state.failure() == null ? null : String.valueOf(state.failure().getMessage()),
                sample(delivery.sample()),
                kept);
    }

    private static @Nullable JsonNode sample(byte @Nullable [] line) {
        return line == null ? null : JSON.readTree(new String(line, StandardCharsets.UTF_8));
    }
}
