package dev.faux.api;

import java.util.Arrays;
import java.util.List;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Which scopes open which resources: one of those named is enough. */
enum Scopes {
    EVENTS(List.of("/api/v1/events", "/api/v1/events/**"), "events:read"),
    USERS(List.of("/api/v1/users", "/api/v1/users/**"), "people:read"),
    PRODUCTS(List.of("/api/v1/products", "/api/v1/products/**"), "catalogue:read"),
    ORDERS(List.of("/api/v1/orders", "/api/v1/orders/**"), "orders:read", "orders:own"),
    SIMULATION(List.of("/api/v1/simulation", "/api/v1/simulation/**"), "events:read", "shop:manage");

    static final String CUSTOMER = "catalogue:read orders:own";
    static final String MANAGER = CUSTOMER + " events:read people:read orders:read shop:manage";

    private final List<String> paths;
    private final List<PathPattern> patterns;
    private final List<String> scopes;

    Scopes(List<String> paths, String... scopes) {
        this.paths = paths;
        this.patterns =
                paths.stream().map(PathPatternParser.defaultInstance::parse).toList();
        this.scopes = List.of(scopes);
    }

    String[] paths() {
        return paths.toArray(String[]::new);
    }

    /** As Spring Security calls them. */
    String[] authorities() {
        return scopes.stream().map(Scopes::authority).toArray(String[]::new);
    }

    static String authority(String scope) {
        return "SCOPE_" + scope;
    }

    /** What a token needs for a path, or nothing if no token opens it. */
    static String neededFor(PathContainer path) {
        return Arrays.stream(values())
                .filter(each -> each.patterns.stream().anyMatch(pattern -> pattern.matches(path)))
                .map(each -> String.join(" or ", each.scopes))
                .findFirst()
                .orElse("");
    }
}
