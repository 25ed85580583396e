package dev.faux.api;

import dev.faux.dataset.Dataset;
import dev.faux.dataset.Format;
import dev.faux.dataset.RowPage;
import dev.faux.dataset.RowText;
import dev.faux.dataset.SeedShops;
import dev.faux.dataset.ShopAt;
import dev.faux.dataset.Source;
import dev.faux.dataset.Source.NoSuchPlace;
import dev.faux.dataset.Wanted;
import dev.faux.dataset.Wanted.Condition;
import dev.faux.dataset.Wanted.Test;
import dev.faux.shop.Privacy;
import dev.faux.simulation.History;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PathVariable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** One dataset, of this shop or of that of any seed, in any form. */
@Hidden // DatasetDocs tells of each.
class DatasetApi {

    /** So long who asks for a shop that has not been run waits before he is told how far it has come. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final String WORLD = "Faux-World";

    private static final RowPage NOTHING = new RowPage(List.of(), null);

    private static final List<String> PAGING =
            List.of("limit", "after", "format", "pii", "start_date", "end_date", "deleted");

    private final Dataset dataset;
    private final Views views;
    private final OrderReaders readers;
    private final SeedShops shops;
    private final SeedQueries seeds;
    private final History history;

    DatasetApi(
            Dataset dataset, Views views, OrderReaders readers, SeedShops shops, SeedQueries seeds, History history) {
        this.dataset = dataset;
        this.views = views;
        this.readers = readers;
        this.shops = shops;
        this.seeds = seeds;
        this.history = history;
    }

    /**
     * What is asked.
     *
     * @param run the shop of a seed, or null for the one that is open here
     */
    private record Asked(
            Query query,
            Format format,
            Privacy privacy,
            Source source,
            History history,
            @Nullable ShopAt run) {

        String world() {
            return source.world();
        }
    }

    public Mono<ResponseEntity<Flux<DataBuffer>>> page(Authentication client, ServerHttpRequest request) {
        Set<String> known = new LinkedHashSet<>(PAGING);
        known.addAll(dataset.filters());
        Asked asked = asked(known, client, request);
        return answer(asked, wanted(asked.query), client, request, page -> whole(page, asked, request));
    }

    public Mono<ResponseEntity<Flux<DataBuffer>>> find(
            @PathVariable String id, Authentication client, ServerHttpRequest request) {
        Asked asked = asked(Set.of("format", "pii"), client, request);
        String key = Query.uuid("id", id).toString();
        Condition isIt = new Condition(dataset.table().key().getFirst(), Test.IS, key);
        return answer(asked, new Wanted(null, 1, List.of(isIt)), client, request, page -> one(page, key, asked));
    }

    private Asked asked(Set<String> known, Authentication client, ServerHttpRequest request) {
        Set<String> all = new LinkedHashSet<>(known);
        all.addAll(SeedQueries.NAMES);
        Query query = new Query(request.getQueryParams(), all);
        Format format = Formats.of(query, request);
        Privacy privacy = query.pii();
        ShopAt shop = seeds.shop(query);
        if (shop == null) {
            return new Asked(
                    query,
                    format,
                    privacy,
                    dataset.isOfTheStart() ? shops.of(new ShopAt(history, history.start())) : views.own(),
                    history,
                    null);
        }
        if (dataset.name().equals("orders") && !OrderReaders.seeAll(client)) {
            // Nobody has orders of his own there.
            throw Problem.of(HttpStatus.FORBIDDEN, "the token lacks the scope orders:read");
        }
        return new Asked(query, format, privacy, shops.of(shop), shop.history(), shop);
    }

    private Mono<ResponseEntity<Flux<DataBuffer>>> answer(
            Asked asked,
            Wanted wanted,
            Authentication client,
            ServerHttpRequest request,
            Function<RowPage, ResponseEntity<Flux<DataBuffer>>> shown) {
        ShopAt run = asked.run;
        Wanted allowed = run == null ? readers.allowed(dataset, wanted, client) : wanted;
        Mono<RowPage> page = allowed == null ? Mono.just(NOTHING) : asked.source.page(dataset, allowed);
        Mono<ResponseEntity<Flux<DataBuffer>>> answer =
                page.onErrorMap(NoSuchPlace.class, DatasetApi::noSuchPlace).map(shown);
        return run == null
                ? answer
                : Flux.merge(
                                answer,
                                Mono.delay(PATIENCE)
                                        .filter(late -> shops.isRunning(run))
                                        .map(late -> accepted(run, request)))
                        .next();
    }

    private static Problem noSuchPlace(NoSuchPlace wrong) {
        return Problem.badValue("after", wrong.after(), "what \"next\" of a page before this one says");
    }

    private ResponseEntity<Flux<DataBuffer>> whole(RowPage page, Asked asked, ServerHttpRequest request) {
        return Page.linked(head(asked), page.next(), request)
                .body(Formats.body(() -> RowText.of(asked.format, dataset, asked.history, asked.privacy), page));
    }

    private ResponseEntity<Flux<DataBuffer>> one(RowPage page, String key, Asked asked) {
        if (page.rows().isEmpty()) {
            throw Problem.notFound(dataset.one(), key);
        }
        RowText text = RowText.alone(asked.format, dataset, asked.history, asked.privacy);
        return head(asked).body(Formats.body(text, page.rows().getFirst()));
    }

    private ResponseEntity.BodyBuilder head(Asked asked) {
        Format format = asked.format;
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.ok().contentType(Formats.mediaType(format)).header(WORLD, asked.world());
        if (format == Format.CSV || format == Format.XML) {
            answer.header(
                    HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment()
                            .filename(dataset.fileName() + "-" + asked.world() + "." + format.ending())
                            .build()
                            .toString());
        }
        return answer;
    }

    private ResponseEntity<Flux<DataBuffer>> accepted(ShopAt shop, ServerHttpRequest request) {
        return ResponseEntity.accepted()
                .location(URI.create(
                        request.getURI().getRawPath() + "?" + request.getURI().getRawQuery()))
                .header(HttpHeaders.RETRY_AFTER, Long.toString(PATIENCE.toSeconds()))
                .header(WORLD, shop.id())
                .contentType(MediaType.APPLICATION_JSON)
                .body(Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(JsonMapper.shared()
                        .writeValueAsBytes(new Progress(shop.id(), Math.floor(shops.done(shop) * 100) / 100)))));
    }

    /** @param done from 0 to 1 */
    record Progress(String world, double done) {}

    private Wanted wanted(Query query) {
        List<Condition> conditions = new ArrayList<>();
        dataset.table().columns().stream()
                .filter(column -> dataset.filters().contains(column.name()))
                .forEach(column -> {
                    String value = query.one(column.name());
                    if (value != null) {
                        conditions.add(new Condition(
                                column.name(),
                                Test.IS,
                                column.type().equals("uuid")
                                        ? Query.uuid(column.name(), value).toString()
                                        : value));
                    }
                });
        Instant from = within("start_date", Test.FROM, query, conditions);
        Instant to = within("end_date", Test.BEFORE, query, conditions);
        if (from != null && to != null && to.isBefore(from)) {
            throw Problem.badValue("end_date", JsonWords.instant(to), "start_date or later");
        }
        String end = dataset.end();
        if (end != null && !"true".equals(query.oneOf("deleted", "true", "false"))) {
            conditions.add(new Condition(end, Test.IS_NONE, null));
        }
        return new Wanted(query.one("after"), Page.limit(query), conditions);
    }

    private @Nullable Instant within(String name, Test test, Query query, List<Condition> conditions) {
        Instant instant = query.instant(name);
        if (instant != null) {
            String beginning = dataset.beginning();
            if (beginning == null) {
                throw Problem.badValue(
                        "query parameter", name, "none: " + dataset.name() + " do not say since when they are there");
            }
            conditions.add(new Condition(beginning, test, JsonWords.instant(instant)));
        }
        return instant;
    }
}
