package dev.faux.api;

import dev.faux.log.EventLog;
import dev.faux.view.User;
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

/** The customers, as far as they have appeared. */
@RestController
@RequestMapping(path = "/api/v1/users", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Users")
class UsersApi {

    private final Views views;
    private final String pages;

    UsersApi(Views views, EventLog log) {
        this.views = views;
        this.pages = "users of " + log.history().id();
    }

    @Operation(
            operationId = "users",
            summary = "All customers who have appeared",
            description = "Ordered by id. Scope `people:read`.")
    @Paged
    @GetMapping
    Mono<ResponseEntity<Page<User>>> page(Query query, ServerHttpRequest request) {
        int limit = Page.limit(query);
        String after = query.one("after");
        UUID last = after == null ? null : Cursor.parse(after, pages).uuid();
        return views.users()
                .page(last, limit + 1)
                .collectList()
                .map(found -> Page.of(
                                found,
                                limit,
                                user -> user,
                                user -> Cursor.of(user.userId()).text(pages))
                        .answer(request));
    }

    @Operation(operationId = "user", summary = "One customer", description = "Scope `people:read`.")
    @GetMapping("/{id}")
    Mono<User> find(@PathVariable String id, Query query) {
        return views.users().find(Query.uuid("id", id)).switchIfEmpty(Mono.error(() -> Problem.notFound("user", id)));
    }
}
