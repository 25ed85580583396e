package dev.faux.api;

import dev.faux.emitter.Emitter;
import dev.faux.shop.CatalogueEvent.Surge;
import dev.faux.simulation.Instruction.ChangeIntensity;
import dev.faux.simulation.Intensity;
import dev.faux.simulation.Scenario;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** How many visitors are wanted: asked for, and changed while the shop is open. */
@RestController
@RequestMapping(path = "/api/v1/intensity", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Simulation")
class IntensityApi {

    private final Emitter emitter;
    private final Desk desk;

    IntensityApi(Emitter emitter, Desk desk) {
        this.emitter = emitter;
        this.desk = desk;
    }

    /** As it is now. */
    record Now(
            @Schema(description = "Mean number of events per minute over a normal week", example = "300")
            double perMinute,

            @Schema(description = "Weights of the hours of a day")
            List<Double> hours,

            @Schema(description = "Weights of the days of a week, from Monday")
            List<Double> weekdays,

            @Schema(description = "Those that were begun by hand and have not ended")
            List<Campaign> campaigns) {

        record Campaign(double height, Instant begin, Instant top, Instant fall, Instant end) {}
    }

    /** What is to be otherwise; what is absent stays. */
    record Change(
            @Schema(minimum = "0", maximum = "12000000", example = "600")
            Double perMinute,

            @Schema(description = "24 weights") List<Double> hours,
            @Schema(description = "7 weights, from Monday") List<Double> weekdays,
            @Schema(description = "Begins at once") Campaign campaign) {

        record Campaign(
                @Schema(minimum = "0", maximum = "1000", example = "5")
                double height,

                @Schema(type = "string", format = "duration", example = "PT1M")
                String ramp,

                @Schema(type = "string", format = "duration", example = "PT10M")
                String hold,

                @Schema(type = "string", format = "duration", example = "PT5M")
                String decay) {}
    }

    @Operation(
            operationId = "intensity",
            summary = "How many visitors are wanted",
            description = "Scope `events:read` or `shop:manage`.")
    @GetMapping
    Mono<Now> now(Query query) {
        return Mono.fromSupplier(this::now);
    }

    @Operation(
            operationId = "changeIntensity",
            summary = "Have more visitors, or fewer",
            description =
                    "Arrivals follow at once, the number of events within the length of a visit. Part of the history: it is "
                            + "in the journal and in the stream, as `intensity.changed`. Scope `shop:manage`.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = Change.class))))
    @ApiResponse(responseCode = "200", description = "As it is from now on")
    @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<Now> change(@RequestBody JsonNode sent, Query query) {
        return desk.ask(change(sent), null).then(Mono.fromSupplier(this::now));
    }

    private Now now() {
        Intensity.Setting setting = emitter.intensity();
        long now = emitter.virtualNow();
        return new Now(
                setting.perMinute(),
                setting.hours(),
                setting.weekdays(),
                setting.waves().stream()
                        .filter(wave -> wave.end() > now)
                        .map(wave -> new Now.Campaign(
                                wave.height(),
                                Instant.ofEpochMilli(wave.begin()),
                                Instant.ofEpochMilli(wave.top()),
                                Instant.ofEpochMilli(wave.fall()),
                                Instant.ofEpochMilli(wave.end())))
                        .toList());
    }

    private static ChangeIntensity change(JsonNode sent) {
        try (Body body = Body.of(sent)) {
            ChangeIntensity change = new ChangeIntensity(
                    body.number("per_minute", 0, Scenario.Intensity.MOST_PER_MINUTE),
                    body.weights("hours", Scenario.Intensity.HOURS, Scenario.Intensity.MOST),
                    body.weights("weekdays", Scenario.Intensity.WEEKDAYS, Scenario.Intensity.MOST),
                    surge(body.object("campaign")));
            if (change.equals(new ChangeIntensity(null, null, null, null)) && sent.isEmpty()) {
                throw Problem.of(
                        HttpStatus.BAD_REQUEST,
                        "the body",
                        "{}",
                        "at least one of per_minute, hours, weekdays, campaign");
            }
            return change;
        }
    }

    private static @Nullable Surge surge(@Nullable Body campaign) {
        if (campaign == null) {
            return null;
        }
        try (campaign) {
            return new Surge(
                    campaign.requiredNumber("height", 0, Scenario.Intensity.MOST),
                    campaign.millis("ramp", Scenario.Campaign.LONGEST),
                    campaign.millis("hold", Scenario.Campaign.LONGEST),
                    campaign.millis("decay", Scenario.Campaign.LONGEST));
        }
    }
}
