package dev.faux.api;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;

/** The documentation tells what there is, in the words that are used. */
@AtTheFrontDoor
@SuppressWarnings("unchecked")
class DocsTest {

    @LocalServerPort
    private int port;

    private Map<String, Object> api;

    @BeforeEach
    void read() {
        api = Client.withoutToken(port).get("/v3/api-docs").json();
    }

    @Test
    void it_is_OpenAPI_3_1_and_leads_to_a_token() {
        assertThat((String) api.get("openapi")).startsWith("3.1");
        assertThat(at("components", "securitySchemes", "token", "flows", "password"))
                .containsEntry("tokenUrl", "/oauth2/token");
        assertThat(Client.withoutToken(port).get("/docs").status()).isEqualTo(HttpStatus.FOUND);
    }

    @Test
    void every_resource_is_told_with_its_problems() {
        assertThat(at("paths").keySet())
                .containsExactlyInAnyOrder(
                        "/api/v1/addresses",
                        "/api/v1/addresses/{id}",
                        "/api/v1/analytics/products",
                        "/api/v1/analytics/users",
                        "/api/v1/analytics/users/{id}",
                        "/api/v1/carts",
                        "/api/v1/categories",
                        "/api/v1/categories/{id}",
                        "/api/v1/delivery-attempts",
                        "/api/v1/events",
                        "/api/v1/events/stream",
                        "/api/v1/events/{id}",
                        "/api/v1/intensity",
                        "/api/v1/inventory",
                        "/api/v1/loan-payments",
                        "/api/v1/loan-payments/{id}",
                        "/api/v1/loans",
                        "/api/v1/loans/{id}",
                        "/api/v1/lucky-numbers",
                        "/api/v1/lucky-numbers/{id}",
                        "/api/v1/notifications",
                        "/api/v1/notifications/{id}",
                        "/api/v1/order-items",
                        "/api/v1/order-items/{id}",
                        "/api/v1/orders",
                        "/api/v1/orders/{id}",
                        "/api/v1/orders/{id}/cancel",
                        "/api/v1/payment-methods",
                        "/api/v1/payment-methods/{id}",
                        "/api/v1/payments",
                        "/api/v1/payments/{id}",
                        "/api/v1/prices",
                        "/api/v1/products",
                        "/api/v1/products/{id}",
                        "/api/v1/promotions",
                        "/api/v1/promotions/{id}",
                        "/api/v1/refunds",
                        "/api/v1/refunds/{id}",
                        "/api/v1/return-items",
                        "/api/v1/returns",
                        "/api/v1/returns/{id}",
                        "/api/v1/reviews",
                        "/api/v1/reviews/{id}",
                        "/api/v1/sessions",
                        "/api/v1/sessions/{id}",
                        "/api/v1/shipping",
                        "/api/v1/shipping/{id}",
                        "/api/v1/simulation",
                        "/api/v1/simulation/pause",
                        "/api/v1/simulation/recipe",
                        "/api/v1/simulation/resume",
                        "/api/v1/simulation/speed",
                        "/api/v1/sinks",
                        "/api/v1/sinks/{name}",
                        "/api/v1/sinks/{name}/pause",
                        "/api/v1/sinks/{name}/reset",
                        "/api/v1/sinks/{name}/resume",
                        "/api/v1/support-tickets",
                        "/api/v1/support-tickets/{id}",
                        "/api/v1/users",
                        "/api/v1/users/{id}",
                        "/api/v1/variants",
                        "/api/v1/variants/{id}",
                        "/api/v1/vendors",
                        "/api/v1/vendors/{id}",
                        "/api/v1/warehouses",
                        "/api/v1/warehouses/{id}",
                        "/api/v1/wishlists",
                        "/asyncapi.yaml",
                        "/oauth2/token",
                        "/schemas/{name}/v1");
        at("paths").keySet().stream()
                .filter(path -> path.startsWith("/api"))
                .forEach(path -> at("paths", path).keySet().forEach(method -> {
                    assertThat(at("paths", path, method)).containsKeys("summary", "description", "operationId");
                    assertThat(at("paths", path, method, "responses"))
                            .containsKeys("400", "401", "403", "503")
                            .matches(answers -> answers.keySet().stream().anyMatch(status -> status.startsWith("2")));
                }));
        assertThat(at("components", "schemas", "Problem", "properties")).containsKeys("detail", "found", "expected");
    }

    @Test
    void fields_are_told_in_snake_case() {
        assertThat(at("components", "schemas", "User", "properties").keySet())
                .contains("user_id", "first_name", "created_at");
    }

    @Test
    void what_is_told_is_what_is_taken() {
        List<Map<String, Object>> told = (List<Map<String, Object>>)
                at("paths", "/api/v1/events/stream", "get").get("parameters");
        assertThat(told)
                .extracting(each -> each.get("name"))
                .containsExactlyInAnyOrder("from", "after", "pace", "type", "customer", "pii", "Last-Event-ID");
        assertThat(Set.copyOf(at("paths", "/oauth2/token").keySet())).containsExactly("post");
    }

    private Map<String, Object> at(String... path) {
        Map<String, Object> found = api;
        for (String name : path) {
            found = requireNonNull((Map<String, Object>) found.get(name), name);
        }
        return found;
    }
}
