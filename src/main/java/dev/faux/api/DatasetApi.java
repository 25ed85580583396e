package dev.faux.api;

import dev.faux.dataset.Dataset;
import dev.faux.dataset.Format;
import dev.faux.dataset.Page;
import dev.faux.dataset.SeedShops;
import dev.faux.dataset.ShopAt;
import dev.faux.dataset.Source;
import dev.faux.dataset.Source.NoSuchPlace;
import dev.faux.dataset.Wanted;
import dev.faux.dataset.Wanted.Condition;
import dev.faux.dataset.Wanted.Test;
import dev.faux.shop.Fields.Described;
import dev.faux.simulation.History;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
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
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** One dataset, of this shop or of that of any seed, in any form. */
@Hidden // DatasetDocs tells of each.
class DatasetApi {

    /** So long who asks for a shop that has not been run waits before he is told how far it has come. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final String ALL_ORDERS = Scopes.authority("orders:read");

    private static final List<String> PAGING = List.of("limit", "after", "format", "start_date", "end_date", "deleted");

    private final Dataset dataset;
    private final Views views;
    private final SeedShops shops;
    private final SeedQueries seeds;
    private final History history;

    DatasetApi(Dataset dataset, Views views, SeedShops shops, SeedQueries seeds, History history) {
        this.dataset = dataset;
        this.views = views;
        this.shops = shops;
        this.seeds = seeds;
        this.history = history;
    }

    public Mono<ResponseEntity<Flux<DataBuffer>>> page(Authentication client, ServerHttpRequest request) {
        Set<String> known = new LinkedHashSet<>(PAGING);
        known.addAll(SeedQueries.NAMES);
        known.addAll(dataset.filters());
        Query query = new Query(request.getQueryParams(), known);
        Format format = Formats.of(query, request);
        ShopAt shop = shop(query, client);
        Wanted wanted = wanted(query);
        return shop == null
                ? page(wanted, views.own(), history, format, request)
                : patiently(shop, request, page(wanted, shops.of(shop), shop.history(), format, request));
    }

    private @Nullable ShopAt shop(Query query, Authentication client) {
        ShopAt shop = seeds.shop(query);
        if (shop != null && dataset.name().equals("orders")) {
            refuseOrders(client);
        }
        return shop;
    }

    /** Nobody has orders of his own in the shop of a seed. */
    private static void refuseOrders(Authentication client) {
        if (client.getAuthorities().stream().noneMatch(each -> ALL_ORDERS.equals(each.getAuthority()))) {
            throw Problem.of(HttpStatus.FORBIDDEN, "the token lacks the scope orders:read");
        }
    }

    private Mono<ResponseEntity<Flux<DataBuffer>>> patiently(
            ShopAt shop, ServerHttpRequest request, Mono<ResponseEntity<Flux<DataBuffer>>> answer) {
        return answer.timeout(PATIENCE)
                .onErrorResume(TimeoutException.class, late -> Mono.just(accepted(shop, request)));
    }

    private Mono<ResponseEntity<Flux<DataBuffer>>> page(
            Wanted wanted, Source source, History history, Format format, ServerHttpRequest request) {
        return source.page(dataset, wanted)
                .onErrorMap(
                        NoSuchPlace.class,
                        wrong -> Problem.of(HttpStatus.BAD_REQUEST, String.valueOf(wrong.getMessage())))
                .map(page -> answer(page, source.world(), history, format, request));
    }

    private ResponseEntity<Flux<DataBuffer>> answer(
            Page page, String world, History history, Format format, ServerHttpRequest request) {
        ResponseEntity.BodyBuilder answer = head(world, format);
        String next = page.next();
        if (next != null) {
            String address = UriComponentsBuilder.fromPath(request.getURI().getRawPath())
                    .query(request.getURI().getRawQuery())
                    .replaceQueryParam("after", next)
                    .build(true)
                    .toUriString();
            answer.header(HttpHeaders.LINK, "<" + address + ">; rel=\"next\"");
        }
        return answer.body(Formats.body(format, dataset, history, page));
    }

    private ResponseEntity.BodyBuilder head(String world, Format format) {
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.ok().contentType(Formats.mediaType(format)).header("Faux-World", world);
        if (format == Format.CSV || format == Format.XML) {
            answer.header(
                    HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment()
                            .filename(dataset.name() + "-" + world + "." + format.ending())
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
                .header("Faux-World", shop.id())
                .contentType(MediaType.APPLICATION_JSON)
                .body(Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(JsonMapper.shared()
                        .writeValueAsBytes(new Progress(shop.id(), Math.floor(shops.done(shop) * 100) / 100)))));
    }

    /** @param done from 0 to 1 */
    record Progress(String world, double done) {}

    public Mono<ResponseEntity<Flux<DataBuffer>>> find(
            @PathVariable String id, Authentication client, ServerHttpRequest request) {
        Set<String> known = new LinkedHashSet<>(SeedQueries.NAMES);
        known.add("format");
        Query query = new Query(request.getQueryParams(), known);
        Format format = Formats.of(query, request);
        String key = Query.uuid("id", id).toString();
        ShopAt shop = shop(query, client);
        return shop == null
                ? find(key, views.own(), history, format)
                : patiently(shop, request, find(key, shops.of(shop), shop.history(), format));
    }

    private Mono<ResponseEntity<Flux<DataBuffer>>> find(String key, Source source, History history, Format format) {
        Wanted one =
                new Wanted(null, 1, List.of(new Condition(dataset.table().key().getFirst(), Test.IS, key)));
        return source.page(dataset, one)
                .flatMap(page -> Mono.justOrEmpty(page.rows().stream().findFirst()))
                .map(row -> one(row, source.world(), history, format))
                .switchIfEmpty(Mono.error(() -> Problem.notFound(dataset.one(), key)));
    }

    private ResponseEntity<Flux<DataBuffer>> one(Described row, String world, History history, Format format) {
        return head(world, format).body(Formats.body(format, dataset, history, row));
    }

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
        within("start_date", Test.FROM, query, conditions);
        within("end_date", Test.BEFORE, query, conditions);
        String end = dataset.end();
        if (end != null && !"true".equals(query.oneOf("deleted", "true", "false"))) {
            conditions.add(new Condition(end, Test.IS_NONE, null));
        }
        return new Wanted(query.one("after"), dev.faux.api.Page.limit(query), conditions);
    }

    private void within(String name, Test test, Query query, List<Condition> conditions) {
        var instant = query.instant(name);
        String beginning = dataset.beginning();
        if (instant == null) {
            return;
        }
        if (beginning == null) {
            throw Problem.badValue(
                    "query parameter", name, "none: " + dataset.name() + " do not say since when they are there");
        }
        conditions.add(new Condition(beginning, test, JsonWords.instant(instant)));
    }
}
