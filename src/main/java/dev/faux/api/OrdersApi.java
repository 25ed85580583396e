package dev.faux.api;

import dev.faux.log.EventLog;
import dev.faux.view.Order;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The orders as they stand. Who may only see his own sees none: nobody who signs in has bought anything yet.
 */
@RestController
@RequestMapping(path = "/api/v1/orders", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Orders")
class OrdersApi {

    private static final String ALL = Scopes.authority("orders:read");

    private final Views views;
    private final String pages;

    OrdersApi(Views views, EventLog log) {
        this.views = views;
        this.pages = "orders of " + log.history().id();
    }

    @Operation(
            operationId = "orders",
            summary = "The orders as they stand",
            description =
                    "Ordered by id, which is the order in which they were placed. Scope `orders:read`, or `orders:own` "
                            + "for one's own.")
    @Paged
    @GetMapping
    Mono<ResponseEntity<Page<Order>>> page(Query query, Authentication client, ServerHttpRequest request) {
        int limit = Page.limit(query);
        String after = query.one("after");
        UUID last = after == null ? null : Cursor.parse(after, pages).uuid();
        Flux<Order> orders = seesAll(client) ? views.orders().page(last, null, limit + 1) : Flux.empty();
        return orders.collectList()
                .map(found -> Page.of(
                                found,
                                limit,
                                order -> order,
                                order -> Cursor.of(order.orderId()).text(pages))
                        .answer(request));
    }

    @Operation(
            operationId = "order",
            summary = "One order",
            description = "Scope `orders:read`, or `orders:own` for one's own.")
    @GetMapping("/{id}")
    Mono<Order> find(@PathVariable String id, Query query, Authentication client) {
        UUID uuid = Query.uuid("id", id);
        return (seesAll(client) ? views.orders().find(uuid) : Mono.<Order>empty())
                .switchIfEmpty(Mono.error(() -> Problem.notFound("order", id)));
    }

    private static boolean seesAll(Authentication client) {
        return client.getAuthorities().stream().anyMatch(each -> ALL.equals(each.getAuthority()));
    }
}
