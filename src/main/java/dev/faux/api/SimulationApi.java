package dev.faux.api;

import dev.faux.api.Simulation.Now;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What runs, and how anybody makes the same again. */
@RestController
@Tag(name = "Simulation")
class SimulationApi {

    private final Simulation simulation;

    SimulationApi(Simulation simulation) {
        this.simulation = simulation;
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

            Rate eventsPerMinute,

            @Schema(description = "Of all events up to the position", example = "7f00ab3c5d0e1122")
            String digest,

            @Schema(description = "Prints all events up to the position")
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

    private static Status status(Now now) {
        return new Status(
                now.scenario(),
                now.seed(),
                now.start(),
                now.history(),
                now.position(),
                now.time(),
                decimal(now.lag().toMillis() / 1_000.0, 3),
                new Rate(decimal(now.asked(), 1), decimal(now.expected(), 1), decimal(now.achieved(), 1)),
                HexFormat.of().toHexDigits(now.digest()),
                emit(now));
    }

    private static String emit(Now now) {
        List<String> words = new ArrayList<>(List.of("java", "-jar", "faux.jar", "emit", "--scenario", now.scenario()));
        now.settings().forEach(setting -> words.addAll(List.of("--set", setting)));
        words.addAll(List.of(
                "--seed", Long.toString(now.seed()), "--start", now.start().toString()));
        words.addAll(List.of("--limit", Long.toString(now.position())));
        return String.join(" ", words.stream().map(SimulationApi::forShell).toList());
    }

    private static String forShell(String word) {
        return word.matches("[A-Za-z0-9_./:=,+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    private static BigDecimal decimal(double value, int decimals) {
        return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
    }
}
