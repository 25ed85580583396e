package dev.faux.api;

import dev.faux.log.EventLog;
import dev.faux.log.PrivateEvents;
import dev.faux.log.TypeFilter;
import dev.faux.shop.Id;
import dev.faux.shop.Id.Kind;
import dev.faux.view.StoredEvent;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.util.RawValue;

/** The events that are stored, by the time at which they happened. */
@RestController
@RequestMapping(path = "/api/v1/events", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Events")
class EventsApi {

    private final Views views;
    private final EventLog log;
    private final String pages;

    EventsApi(Views views, EventLog log) {
        this.views = views;
        this.log = log;
        this.pages = "events of " + log.history().id();
    }

    @Operation(
            operationId = "events",
            summary = "The stored events of a span of time",
            description =
                    "Ordered as they happened. What is older than the oldest day that is kept has been dropped (410). "
                            + "Scope `events:read`.")
    @Parameter(
            name = "start_date",
            in = ParameterIn.QUERY,
            required = true,
            description = "The first day or instant that is wanted, UTC",
            schema = @Schema(type = "string"),
            example = "2026-01-01")
    @Parameter(
            name = "end_date",
            in = ParameterIn.QUERY,
            description = "The first day or instant that is not wanted any more, UTC",
            schema = @Schema(type = "string"),
            example = "2026-01-02T12:00:00Z")
    @Parameter(
            name = "type",
            in = ParameterIn.QUERY,
            description = "Names or globs of event types, parted by commas",
            schema = @Schema(type = "string"),
            example = "order.*")
    @Parameter(
            name = "pii",
            in = ParameterIn.QUERY,
            description = "How personal data are shown: full, anonymised or gdpr-test",
            schema = @Schema(type = "string", defaultValue = "full"))
    @Paged
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = CloudEvent.EventPage.class)))
    @GetMapping
    Mono<ResponseEntity<Page<RawValue>>> page(Query query, ServerHttpRequest request) {
        int limit = Page.limit(query);
        Span span = Span.of(query);
        TypeFilter chosen = EventNames.types(query.all("type"));
        List<String> types = chosen.isEverything() ? List.of() : chosen.names();
        String after = query.one("after");
        Optional<Cursor> cursor = Optional.ofNullable(after).map(text -> Cursor.parse(text, pages));
        Instant from = cursor.map(each -> Instant.ofEpochMilli(each.first())).orElse(span.from());
        long last = cursor.map(Cursor::second).orElse(0L);
        PrivateEvents events = new PrivateEvents(query.pii(), log.history().seed());
        return kept(from)
                .flatMap(first -> views.events()
                        .between(first, span.to(), types, last, limit + 1)
                        .collectList())
                .map(found -> Page.of(found, limit, each -> new RawValue(events.of(each.body())), this::cursor)
                        .answer(request));
    }

    @Operation(operationId = "event", summary = "One stored event", description = "Scope `events:read`.")
    @Parameter(
            name = "pii",
            in = ParameterIn.QUERY,
            description = "How personal data are shown: full, anonymised or gdpr-test",
            schema = @Schema(type = "string", defaultValue = "full"))
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CloudEvent.class)))
    @GetMapping("/{id:(?!stream$).*}")
    Mono<RawValue> find(@PathVariable String id, Query query) {
        Id event = log.history().uuids().parse(Kind.EVENT, Query.uuid("id", id));
        Mono<StoredEvent> stored =
                event == null ? Mono.empty() : views.events().find(event.number(), Instant.ofEpochMilli(event.at()));
        PrivateEvents events = new PrivateEvents(query.pii(), log.history().seed());
        return stored.map(each -> new RawValue(events.of(each.body())))
                .switchIfEmpty(Mono.error(() -> Problem.notFound("event", id)));
    }

    private String cursor(StoredEvent last) {
        return new Cursor(last.occurredAt().toEpochMilli(), last.position()).text(pages);
    }

    /** The instant, or the start of the history if that is later; fails where days between the two have been dropped. */
    private Mono<Instant> kept(Instant from) {
        Instant start = Instant.ofEpochMilli(log.history().start());
        return views.events()
                .oldestDay()
                .filter(oldest -> from.isBefore(oldest) && oldest.isAfter(start))
                .flatMap(oldest -> Mono.<Instant>error(Problem.of(
                        HttpStatus.GONE,
                        "start_date",
                        JsonWords.instant(from),
                        JsonWords.instant(oldest) + " or later: what is older is not kept")))
                .defaultIfEmpty(from.isBefore(start) ? start : from);
    }

    /** @param to the first instant that is not wanted any more, or null for no end */
    private record Span(Instant from, @Nullable Instant to) {

        static Span of(Query query) {
            Instant from = query.instant("start_date");
            Instant to = query.instant("end_date");
            if (from == null) {
                throw Problem.badValue("start_date", "", Query.INSTANTS);
            }
            if (to != null && to.isBefore(from)) {
                throw Problem.badValue("end_date", JsonWords.instant(to), "start_date or later");
            }
            return new Span(from, to);
        }
    }
}
