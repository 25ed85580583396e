package dev.faux.api;

import dev.faux.log.EventLog;
import dev.faux.view.Product;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The articles of the catalogue. */
@RestController
@RequestMapping(path = "/api/v1/products", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Products")
class ProductsApi {

    private final Views views;
    private final String pages;

    ProductsApi(Views views, EventLog log) {
        this.views = views;
        this.pages = "products of " + log.history().id();
    }

    @Operation(
            operationId = "products",
            summary = "The catalogue",
            description = "Ordered by id. Scope `catalogue:read`.")
    @Paged
    @GetMapping
    Mono<ResponseEntity<Page<Product>>> page(Query query, ServerHttpRequest request) {
        int limit = Page.limit(query);
        String after = query.one("after");
        UUID last = after == null ? null : Cursor.parse(after, pages).uuid();
        return views.products()
                .page(last, limit + 1)
                .collectList()
                .map(found -> Page.of(
                                found,
                                limit,
                                product -> product,
                                product -> Cursor.of(product.productId()).text(pages))
                        .answer(request));
    }

    @Operation(operationId = "product", summary = "One article", description = "Scope `catalogue:read`.")
    @GetMapping("/{id}")
    Mono<Product> find(@PathVariable String id, Query query) {
        return views.products()
                .find(Query.uuid("id", id))
                .switchIfEmpty(Mono.error(() -> Problem.notFound("product", id)));
    }
}
