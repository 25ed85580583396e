package dev.faux.api;

import dev.faux.api.Simulation.Now;
import dev.faux.emitter.CommandDesk;
import dev.faux.emitter.Emitter;
import dev.faux.emitter.Pace;
import dev.faux.log.EventLog;
import dev.faux.log.Recipe;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

/** What runs, and how anybody makes the same again. */
@RestController
@Tag(name = "Simulation")
class SimulationApi {

    private final Simulation simulation;
    private final Emitter emitter;
    private final EventLog log;
    private final CommandDesk desk;

    SimulationApi(Simulation simulation, Emitter emitter, EventLog log, CommandDesk desk) {
        this.simulation = simulation;
        this.emitter = emitter;
        this.log = log;
        this.desk = desk;
    }

    record Status(
            @Schema(example = "weekday") String scenario,
            @Schema(example = "42") long seed,
            Instant start,

            @Schema(description = "The id of the history", example = "fb7a2ac8a746")
            String history,

            @Schema(description = "The last event") long position,

            @Schema(description = "The virtual instant that has been reached")
            Instant time,

            @Schema(description = "How far that is behind the virtual now")
            BigDecimal lagSeconds,

            @Schema(description = "Whether virtual time stands still")
            boolean paused,

            @Schema(description = "How many times as fast as the wall clock virtual time goes by", example = "1")
            BigDecimal speed,

            @Schema(description = "Whether virtual time is another than the wall clock's")
            boolean detached,

            Rate eventsPerMinute,

            @Schema(description = "Of all events up to the position", example = "7f00ab3c5d0e1122")
            String digest,

            @Schema(
                    description =
                            "Prints all events up to the position; with the recipe, where people have acted on the shop")
            String emit) {}

    record Rate(
            @Schema(description = "What was asked for, over a normal week")
            BigDecimal asked,

            @Schema(description = "What that comes to now, at this age of the history")
            BigDecimal expected,

            @Schema(description = "What there was in the last minute")
            BigDecimal achieved) {}

    @Operation(
            operationId = "simulation",
            summary = "What runs",
            description = "With the line that reproduces it. Scope `events:read` or `shop:manage`.")
    @GetMapping(path = "/api/v1/simulation", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<Status> status(Query query) {
        return Mono.fromSupplier(simulation::now).map(SimulationApi::status);
    }

    @Operation(
            operationId = "recipe",
            summary = "All that the history is made of",
            description =
                    "One file: its inputs, then what was asked of the shop, a line of JSON each. `emit --recipe FILE` makes "
                            + "the same history of it, byte for byte. Scope `events:read` or `shop:manage`.")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = MediaType.APPLICATION_NDJSON_VALUE, schema = @Schema(type = "string")))
    @GetMapping(path = "/api/v1/simulation/recipe", produces = MediaType.APPLICATION_NDJSON_VALUE)
    Mono<Void> recipe(Query query, ServerHttpResponse response) {
        Recipe recipe = new Recipe(log.history(), desk);
        long entries = desk.entries();
        response.getHeaders().setContentType(MediaType.APPLICATION_NDJSON);
        return response.writeWith(Flux.fromIterable(() -> recipe.lines(entries))
                .map(line -> response.bufferFactory().wrap(line.getBytes(StandardCharsets.UTF_8)))
                .subscribeOn(Schedulers.boundedElastic()));
    }

    @Operation(
            operationId = "pause",
            summary = "Let virtual time stand still",
            description = "Across restarts, until it is resumed. The history stays the same. Scope `shop:manage`.")
    @PostMapping(path = "/api/v1/simulation/pause", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<Status> pause(Query query) {
        return changed(emitter.pause());
    }

    @Operation(
            operationId = "resume",
            summary = "Let virtual time go on",
            description = "A shop that goes with the wall clock makes up for what it missed. Scope `shop:manage`.")
    @PostMapping(path = "/api/v1/simulation/resume", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<Status> resume(Query query) {
        return changed(emitter.resume());
    }

    /** What is sent to change the speed. */
    record Speed(
            @Schema(minimum = "0.001", maximum = "100000", example = "60")
            double speed) {}

    @Operation(
            operationId = "speed",
            summary = "Let virtual time go by so many times as fast",
            description =
                    "With 1, a shop that is not ahead of the wall clock goes with it again. The history stays the same. Scope "
                            + "`shop:manage`.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = Speed.class))))
    @PostMapping(
            path = "/api/v1/simulation/speed",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<Status> speed(@RequestBody JsonNode sent, Query query) {
        try (Body body = Body.of(sent)) {
            return changed(emitter.speed(body.requiredNumber("speed", Pace.LEAST, Pace.MOST)));
        }
    }

    private Mono<Status> changed(Mono<Pace> change) {
        return change.then(Mono.fromSupplier(simulation::now)).map(SimulationApi::status);
    }

    private static Status status(Now now) {
        return new Status(
                now.scenario(),
                now.seed(),
                now.start(),
                now.history(),
                now.position(),
                now.time(),
                JsonWords.decimal(now.lag().toMillis() / 1_000.0, 3),
                now.pace().isPaused(),
                JsonWords.decimal(now.pace().speed(), 3),
                !now.pace().isLive(),
                new Rate(
                        JsonWords.decimal(now.asked(), 1),
                        JsonWords.decimal(now.expected(), 1),
                        JsonWords.decimal(now.achieved(), 1)),
                HexFormat.of().toHexDigits(now.digest()),
                emit(now));
    }

    private static String emit(Now now) {
        List<String> words = new ArrayList<>(List.of("java", "-jar", "faux.jar", "emit"));
        if (now.asks() > 0) {
            words.addAll(List.of("--recipe", "recipe.ndjson"));
        } else {
            words.addAll(List.of("--scenario", now.scenario()));
            now.settings().forEach(setting -> words.addAll(List.of("--set", setting)));
            words.addAll(List.of(
                    "--seed", Long.toString(now.seed()), "--start", now.start().toString()));
        }
        words.addAll(List.of("--limit", Long.toString(now.position())));
        return String.join(" ", words.stream().map(SimulationApi::forShell).toList());
    }

    private static String forShell(String word) {
        return word.matches("[A-Za-z0-9_./:=,+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
