package dev.faux.api;

import dev.faux.log.Batch;
import dev.faux.log.EventLog;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The events as they come, from any position on. Each client reads the log at his own pace; a stream ends only with the token,
 * with the server, or by the client.
 */
@RestController
@Tag(name = "Events")
class EventStreamApi {

    static final String PATH = "/api/v1/events/stream";

    private final EventLog log;
    private final Listeners listeners;
    private final LiveEvents live;
    private final Closing closing;
    private final Duration patience;

    EventStreamApi(EventLog log, Listeners listeners, LiveEvents live, Closing closing, ApiSettings settings) {
        this.log = log;
        this.listeners = listeners;
        this.live = live;
        this.closing = closing;
        this.patience = settings.streams().patience();
    }

    @Operation(
            operationId = "stream",
            summary = "The events as they come",
            description =
                    "Server-Sent Events with `id: {history}-{position}`, or by `Accept` NDJSON, or one readable line per "
                            + "event. Never ends by itself; who comes back with `Last-Event-ID` goes on where he was. "
                            + "Scope `events:read`.")
    @Parameter(
            name = "from",
            in = ParameterIn.QUERY,
            description = "The first event that is wanted: `now`, `start`, a position, or an instant",
            schema = @Schema(type = "string", defaultValue = "now"),
            example = "start")
    @Parameter(
            name = "after",
            in = ParameterIn.QUERY,
            description = "The position before the first event that is wanted; instead of `from`",
            schema = @Schema(type = "string"))
    @Parameter(
            name = "pace",
            in = ParameterIn.QUERY,
            description =
                    "How many times as fast as they happened events come that have happened already; after that, live. "
                            + "Absent: as fast as they are read",
            schema = @Schema(type = "string", pattern = "x[0-9.]+"),
            example = "x60")
    @Parameter(
            name = "type",
            in = ParameterIn.QUERY,
            description = "Names or globs of event types, parted by commas; may be repeated",
            schema = @Schema(type = "string"),
            example = "order.*")
    @Parameter(
            name = "customer",
            in = ParameterIn.QUERY,
            description = "Only what this customer does",
            schema = @Schema(type = "string", format = "uuid"))
    @Parameter(
            name = "pii",
            in = ParameterIn.QUERY,
            description = "How personal data are shown: full, anonymised or gdpr-test",
            schema = @Schema(type = "string", defaultValue = "full"))
    @Parameter(
            name = "Last-Event-ID",
            in = ParameterIn.HEADER,
            description = "The last id that was received; wins over the query",
            schema = @Schema(type = "string"),
            example = "fb7a2ac8a746-5321")
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                        schema = @Schema(implementation = CloudEvent.class)),
                @Content(
                        mediaType = MediaType.APPLICATION_NDJSON_VALUE,
                        schema = @Schema(implementation = CloudEvent.class)),
                @Content(mediaType = MediaType.TEXT_PLAIN_VALUE, schema = @Schema(type = "string"))
            })
    @GetMapping(
            path = PATH,
            produces = {
                MediaType.TEXT_EVENT_STREAM_VALUE,
                MediaType.APPLICATION_NDJSON_VALUE,
                MediaType.TEXT_PLAIN_VALUE
            })
    Mono<Void> stream(Query query, @AuthenticationPrincipal @Nullable Jwt token, ServerWebExchange exchange) {
        EventFilter filter = EventFilter.of(query, log.history().uuids());
        Start start = Start.of(query, exchange.getRequest().getHeaders().getFirst("Last-Event-ID"), log);
        Double times = Replay.times(query.one("pace"));
        Form form = Form.of(wanted(exchange.getRequest().getHeaders()), log.history(), query.pii());
        ServerHttpResponse response = exchange.getResponse();
        Wire wire = new Wire(response);
        LiveGroup group = live.group(wire.thread(), (NettyDataBufferFactory) response.bufferFactory());
        Listeners.Seat seat = listeners.enter();
        wire.onClose(seat::leave);
        Mono<Long> position = start.position(log).cache();
        Mono<Void> end = Mono.firstWithSignal(closing.begun(), endOf(token)).publishOn(group.thread());
        LongFunction<Flux<Batch>> events = events(times);
        Mono<Void> rest = group.with(form, filter, audience -> {
                    Frames frames = new Frames(group, audience, events, log::head, listeners::wrote);
                    return wire.write(
                            frames.from(position).takeUntilOther(end),
                            patience,
                            () -> listeners.letGo(frames.position()));
                })
                .doFinally(any -> seat.leave());
        return start.ready(position, log)
                .then(Mono.defer(() -> {
                    describe(response, form);
                    return wire.open(response, form.opening(), rest);
                }))
                .doOnError(failed -> seat.leave());
    }

    private LongFunction<Flux<Batch>> events(@Nullable Double times) {
        if (times == null) {
            return log::from;
        }
        Replay replay = new Replay(times, Schedulers.parallel());
        return position -> replay.of(log.from(position));
    }

    private static void describe(ServerHttpResponse response, Form form) {
        response.getHeaders().setContentType(form.mediaType());
        response.getHeaders().setCacheControl(CacheControl.noStore());
        response.getHeaders().set("X-Accel-Buffering", "no");
    }

    private static Mono<Void> endOf(@Nullable Jwt token) {
        Instant end = token == null ? null : token.getExpiresAt();
        return end == null
                ? Mono.never()
                : Mono.delay(Duration.between(Instant.now(), end)).then();
    }

    /** That the client takes one of the three has been seen to before. */
    private static MediaType wanted(HttpHeaders headers) {
        List<MediaType> accepted = headers.getAccept();
        MimeTypeUtils.sortBySpecificity(accepted);
        List<MediaType> offered =
                List.of(MediaType.TEXT_EVENT_STREAM, MediaType.APPLICATION_NDJSON, MediaType.TEXT_PLAIN);
        return accepted.stream()
                .flatMap(each -> offered.stream().filter(each::isCompatibleWith))
                .findFirst()
                .orElse(MediaType.TEXT_EVENT_STREAM);
    }
}
