package dev.faux.api;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Which scopes open which resources: one of those named is enough, in the first line that fits. */
enum Scopes {
    ORDERING(HttpMethod.POST, List.of("/api/v1/orders", "/api/v1/orders/**"), "orders:own"),
    MANAGING(HttpMethod.POST, List.of("/api/v1/simulation/**"), "shop:manage"),
    SHAPING(HttpMethod.PUT, List.of("/api/v1/intensity"), "shop:manage"),
    EVENTS(null, List.of("/api/v1/events", "/api/v1/events/**"), "events:read"),
    USERS(null, List.of("/api/v1/users", "/api/v1/users/**"), "people:read"),
    PRODUCTS(null, List.of("/api/v1/products", "/api/v1/products/**"), "catalogue:read"),
    ORDERS(null, List.of("/api/v1/orders", "/api/v1/orders/**"), "orders:read", "orders:own"),
    CATALOGUE(
            null,
            all("warehouses", "vendors", "categories", "variants", "prices", "inventory", "promotions"),
            "catalogue:read"),
    PEOPLE(
            null,
            all(
                    "addresses",
                    "payment-methods",
                    "wishlists",
                    "sessions",
                    "carts",
                    "loans",
                    "loan-payments",
                    "analytics/users"),
            "people:read"),
    TRADE(
            null,
            all(
                    "order-items",
                    "shipping",
                    "delivery-attempts",
                    "payments",
                    "refunds",
                    "returns",
                    "return-items",
                    "reviews",
                    "support-tickets",
                    "notifications",
                    "analytics/products"),
            "orders:read"),
    SINKS(null, List.of("/api/v1/sinks", "/api/v1/sinks/**"), "shop:manage"),
    SIMULATION(
            null,
            List.of("/api/v1/simulation", "/api/v1/simulation/**", "/api/v1/intensity"),
            "events:read",
            "shop:manage");

    /** What opens resources that stand in none of these lines. */
    static final String ANY_OTHER = "shop:manage";

    static final String CUSTOMER = "catalogue:read orders:own";
    static final String MANAGER = CUSTOMER + " events:read people:read orders:read shop:manage";

    private final @Nullable HttpMethod method;
    private final List<String> paths;
    private final List<PathPattern> patterns;
    private final List<String> scopes;

    /** @param method null for any */
    Scopes(@Nullable HttpMethod method, List<String> paths, String... scopes) {
        this.method = method;
        this.paths = paths;
        this.patterns =
                paths.stream().map(PathPatternParser.defaultInstance::parse).toList();
        this.scopes = List.of(scopes);
    }

    private static List<String> all(String... names) {
        return Stream.of(names)
                .flatMap(name -> Stream.of("/api/v1/" + name, "/api/v1/" + name + "/**"))
                .toList();
    }

    @Nullable
    HttpMethod method() {
        return method;
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

    /** What a token needs for a request, in words. */
    static String neededFor(HttpMethod method, PathContainer path) {
        return Arrays.stream(values())
                .filter(each -> each.method == null || each.method.equals(method))
                .filter(each -> each.patterns.stream().anyMatch(pattern -> pattern.matches(path)))
                .map(each -> String.join(" or ", each.scopes))
                .findFirst()
                .orElse(ANY_OTHER);
    }
}
