package dev.faux.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.reset;
import static org.mockito.Mockito.when;

import dev.faux.api.Client.Answer;
import dev.faux.shop.Id;
import dev.faux.shop.Id.Kind;
import dev.faux.view.Events;
import dev.faux.view.Order;
import dev.faux.view.OrderItem;
import dev.faux.view.Orders;
import dev.faux.view.Product;
import dev.faux.view.Products;
import dev.faux.view.StoredEvent;
import dev.faux.view.User;
import dev.faux.view.Users;
import dev.faux.view.ViewUnavailable;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Pages of what is stored: their shape, the way from one to the next, and what is refused. The queries are mocks. */
@AtTheFrontDoor
class PagesTest {

    private static final Instant THEN = Instant.parse("2026-01-01T10:00:00Z");
    private static final UUID A = UUID.fromString("0185e6db-d171-79ff-bfdc-4c497c9132cc");
    private static final UUID B = UUID.fromString("018625f0-819a-7f68-8e8e-48152f2634c4");
    private static final UUID C = UUID.fromString("01870c62-3827-7d3f-9632-8c40c758a140");

    @Autowired
    private Users users;

    @Autowired
    private Products products;

    @Autowired
    private Orders orders;

    @Autowired
    private Events events;

    @Autowired
    private TestShop.Tape tape;

    @Autowired
    private Tokens tokens;

    @LocalServerPort
    private int port;

    private Client manager;

    @BeforeEach
    void comeIn() {
        reset(users, products, orders, events);
        when(events.oldestDay()).thenReturn(Mono.just(Instant.parse("2026-01-01T00:00:00Z")));
        manager = Client.manager(port, tokens);
    }

    @Test
    void a_page_of_users_leads_to_the_next_one() {
        when(users.page(null, 3)).thenReturn(Flux.just(user(A), user(B), user(C)));
        when(users.page(B, 3)).thenReturn(Flux.just(user(C)));
        Answer first = manager.get("/api/v1/users?limit=2");
        assertThat(first.status()).isEqualTo(HttpStatus.OK);
        assertThat(first.header("Content-Type")).isEqualTo("application/json");
        String next = (String) first.get("next");
        assertThat(first.header("Link")).isEqualTo("</api/v1/users?limit=2&after=" + next + ">; rel=\"next\"");
        assertThat((List<?>) first.get("data")).hasSize(2);
        Answer second = manager.get("/api/v1/users?limit=2&after=" + next);
        assertThat(second.body()).startsWith("{\"data\":[{\"user_id\":\"" + C).endsWith("],\"next\":null}");
        assertThat(second.header("Link")).isNull();
    }

    @Test
    void a_user_is_shown_in_the_words_of_the_events() {
        when(users.find(A)).thenReturn(Mono.just(user(A)));
        assertThat(manager.get("/api/v1/users/" + A).body())
                .isEqualTo(
                        "{\"user_id\":\"" + A
                                + "\",\"email\":\"j@mail.example.com\",\"username\":\"julia\",\"first_name\":\"Julia\","
                                + "\"last_name\":\"Mendez\",\"phone_number\":\"+1-501-555-0107\",\"address\":\"258 Hill Rd\","
                                + "\"city\":\"Little Rock\",\"state\":\"AR\",\"postal_code\":\"72296\",\"country\":\"US\",\"market\":\"US\","
                                + "\"birth_date\":\"1983-05-27\",\"segment\":\"regular\",\"loyalty_points\":12,\"email_consent\":true,\"sms_consent\":false,\"profiling_consent\":true,\"created_at\":\"2026-01-01T10:00:00.000Z\"}");
    }

    @Test
    void a_product_is_shown_with_its_price_as_a_decimal_string() {
        when(products.find(A)).thenReturn(Mono.just(product(A)));
        assertThat(manager.get("/api/v1/products/" + A).body())
                .contains("\"unit_price\":\"103.70\",\"currency\":\"USD\",\"created_at\":\"2026-01-01T10:00:00.000Z\"");
    }

    @Test
    void a_page_of_products_is_as_long_as_nobody_says() {
        when(products.page(null, 1_001)).thenReturn(Flux.just(product(A)));
        assertThat((List<?>) manager.get("/api/v1/products").get("data")).hasSize(1);
    }

    @Test
    void an_order_is_shown_with_its_items() {
        when(orders.find(A)).thenReturn(Mono.just(order(A)));
        assertThat(manager.get("/api/v1/orders/" + A).body())
                .contains("\"session_id\":null,\"status\":\"waiting\"")
                .contains("\"total\":\"321.19\",\"currency\":\"USD\",\"items\":[{\"order_item_id\":");
    }

    @Test
    void who_may_only_see_his_own_orders_sees_none_of_the_others() {
        when(orders.page(any(), any(), anyInt())).thenReturn(Flux.just(order(A)));
        when(orders.find(A)).thenReturn(Mono.just(order(A)));
        Client customer = Client.with("orders:own", port, tokens);
        assertThat(customer.get("/api/v1/orders").body()).isEqualTo("{\"data\":[],\"next\":null}");
        assertThat(customer.get("/api/v1/orders/" + A).status()).isEqualTo(HttpStatus.NOT_FOUND);
        assertThat((List<?>) manager.get("/api/v1/orders").get("data")).hasSize(1);
    }

    @Test
    void events_are_shown_as_they_are_stored_and_paged_by_their_place() {
        Instant from = Instant.parse("2026-01-01T00:00:00Z");
        Instant to = Instant.parse("2026-01-02T00:00:00Z");
        when(events.between(from, to, List.of("order.placed"), 0, 2)).thenReturn(Flux.just(stored(7), stored(9)));
        when(events.between(THEN, to, List.of("order.placed"), 7, 2)).thenReturn(Flux.just(stored(9)));
        String query = "/api/v1/events?start_date=2025-12-01&end_date=2026-01-02&type=order.placed&limit=1";
        Answer first = manager.get(query);
        assertThat(first.body()).startsWith("{\"data\":[{\"odd\" :  7}],\"next\":\"");
        Answer second = manager.get(query + "&after=" + first.get("next"));
        assertThat(second.body()).isEqualTo("{\"data\":[{\"odd\" :  9}],\"next\":null}");
    }

    @Test
    void an_event_is_found_by_its_id_alone() {
        UUID id = tape.log.history().uuids().of(new Id(Kind.EVENT, 7, THEN.toEpochMilli()));
        when(events.find(7, THEN)).thenReturn(Mono.just(stored(7)));
        assertThat(manager.get("/api/v1/events/" + id).body()).isEqualTo("{\"odd\" :  7}");
    }

    @Test
    void an_event_of_another_history_is_not_asked_for() {
        assertThat(manager.get("/api/v1/events/" + A).status()).isEqualTo(HttpStatus.NOT_FOUND);
    }

    @Test
    void what_has_been_dropped_is_gone() {
        when(events.oldestDay()).thenReturn(Mono.just(Instant.parse("2026-01-05T00:00:00Z")));
        Answer answer = manager.get("/api/v1/events?start_date=2026-01-04T23:59:59.999Z");
        assertThat(answer.status()).isEqualTo(HttpStatus.GONE);
        assertThat(answer.get("found")).isEqualTo("2026-01-04T23:59:59.999Z");
        assertThat((String) answer.get("expected")).startsWith("2026-01-05T00:00:00.000Z");
    }

    @Test
    void what_is_still_kept_is_not_gone() {
        when(events.oldestDay()).thenReturn(Mono.just(Instant.parse("2026-01-05T00:00:00Z")));
        when(events.between(any(), any(), any(), anyLong(), anyInt())).thenReturn(Flux.empty());
        assertThat(manager.get("/api/v1/events?start_date=2026-01-05").body()).isEqualTo("{\"data\":[],\"next\":null}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"users", "products", "orders", "events"})
    void who_is_not_there_is_not_found(String things) {
        when(users.find(A)).thenReturn(Mono.empty());
        when(products.find(A)).thenReturn(Mono.empty());
        when(orders.find(A)).thenReturn(Mono.empty());
        Answer answer = manager.get("/api/v1/" + things + "/" + A);
        assertThat(answer.status()).isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(answer.get("found")).isEqualTo(A.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "users?limit=0 | 0 | 1 to 10000",
                "users?limit=10001 | 10001 | 1 to 10000",
                "users?limit=many | many | 1 to 10000",
                "users?limit=-1 | -1 | 1 to 10000",
                "users?limit=99999999999 | 99999999999 | 1 to 10000",
                "users?limit=1&limit=2 | 1, 2 | a single value",
                "users?after=rubbish | rubbish | next",
                "users?after=%20 | ' ' | next",
                "products?page=2 | page | after, limit",
                "orders?status=ready | status | after, limit",
                "users/me | me | a UUID",
                "users/1-2-3-4-5 | 1-2-3-4-5 | a UUID",
                "products/1?x=y | x | no query parameter",
                "orders/1 | 1 | a UUID",
                "events/1 | 1 | a UUID",
                "events | '' | a day such as",
                "events?start_date=yesterday | yesterday | a day such as",
                "events?start_date=2026-02-30 | 2026-02-30 | a day such as",
                "events?start_date=2026-01-01T00:00:00 | 2026-01-01T00:00:00 | an instant such as",
                "events?start_date=2026-01-02&end_date=2026-01-01 | 2026-01-01T00:00:00.000Z | start_date or later",
                "events?start_date=2026-01-01&type=order | order | order.placed",
                "events?start_date=2026-01-01&from=1 | from | after, end_date, limit, start_date, type",
            })
    void what_makes_no_sense_is_refused_with_what_would(String query, String found, String expected) {
        Answer answer = manager.get("/api/v1/" + query);
        assertThat(answer.status()).isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.get("found")).isEqualTo(found);
        assertThat((String) answer.get("expected")).contains(expected);
    }

    @Test
    void a_cursor_of_other_pages_is_refused() {
        when(products.page(null, 2)).thenReturn(Flux.just(product(A), product(B)));
        Object next = manager.get("/api/v1/products?limit=1").get("next");
        assertThat(manager.get("/api/v1/users?after=" + next).status()).isEqualTo(HttpStatus.BAD_REQUEST);
    }

    @Test
    void while_postgres_is_lost_everybody_is_told_to_come_again() throws ReflectiveOperationException {
        var constructor = ViewUnavailable.class.getDeclaredConstructor(String.class, Throwable.class);
        constructor.setAccessible(true);
        when(users.page(any(), anyInt())).thenReturn(Flux.error(constructor.newInstance("secret", null)));
        when(products.page(any(), anyInt())).thenReturn(Flux.error(new R2dbcNonTransientResourceException("secret")));
        for (String things : List.of("users", "products")) {
            Answer answer = manager.get("/api/v1/" + things);
            assertThat(answer.status()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
            assertThat(answer.header("Retry-After")).isEqualTo("5");
            assertThat(answer.body()).doesNotContain("secret");
        }
    }

    @Test
    void what_goes_wrong_inside_stays_inside() {
        when(users.page(any(), anyInt())).thenReturn(Flux.error(new IllegalStateException("secret")));
        Answer answer = manager.get("/api/v1/users");
        assertThat(answer.status()).isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
        assertThat(answer.body())
                .doesNotContain("secret")
                .doesNotContain("Exception")
                .contains("log of the server");
    }

    @Test
    void other_ways_and_forms_are_refused() {
        Answer post = manager.post("/api/v1/users", MediaType.APPLICATION_JSON, "{}");
        assertThat(post.status()).isEqualTo(HttpStatus.METHOD_NOT_ALLOWED);
        assertThat(post.header("Allow")).contains("GET");
        assertThat(post.get("found")).isEqualTo("POST");
        Answer xml = manager.get("/api/v1/simulation", "Accept", "application/xml");
        assertThat(xml.status()).isEqualTo(HttpStatus.NOT_ACCEPTABLE);
        assertThat(xml.get("expected")).isEqualTo("application/json");
        Answer stream = manager.get("/api/v1/events/stream", "Accept", "application/json");
        assertThat(stream.status()).isEqualTo(HttpStatus.NOT_ACCEPTABLE);
    }

    @Test
    void an_unknown_path_is_not_found() {
        Answer answer = manager.get("/api/v1/nothing");
        assertThat(answer.status()).isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(answer.get("found")).isEqualTo("/api/v1/nothing");
    }

    @Test
    void an_address_that_is_none_is_refused_as_a_problem() throws IOException {
        try (var socket = new Socket("localhost", port)) {
            socket.getOutputStream()
                    .write("GET /api/v1/users?x=%zz HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer)
                    .contains("400 Bad Request")
                    .contains("application/problem+json")
                    .contains("malformed");
        }
    }

    @Test
    void what_runs_is_told_with_the_line_that_makes_it_again() {
        Answer answer = manager.get("/api/v1/simulation");
        assertThat(answer.get("history")).isEqualTo(tape.log.history().id());
        assertThat(answer.get("lag_seconds")).isEqualTo(0.012);
        assertThat(answer.get("start")).isEqualTo("2026-01-01T00:00:00.000Z");
        assertThat((String) answer.get("digest")).matches("[0-9a-f]{16}");
        assertThat(answer.get("emit"))
                .isEqualTo("java -jar faux.jar emit --scenario weekday --set intensity.per_minute=60 --seed 42 "
                        + "--start 2026-01-01T00:00:00Z --limit " + answer.get("position"));
    }

    private static User user(UUID id) {
        return new User(
                id,
                "j@mail.example.com",
                "julia",
                "Julia",
                "Mendez",
                "+1-501-555-0107",
                "258 Hill Rd",
                "Little Rock",
                "AR",
                "72296",
                "US",
                "US",
                LocalDate.of(1983, 5, 27),
                "regular",
                12,
                true,
                false,
                true,
                THEN);
    }

    private static Product product(UUID id) {
        return new Product(id, "SKU-1", "Lamp", B, C, "103.70", "USD", THEN, null);
    }

    private static Order order(UUID id) {
        return new Order(
                id,
                B,
                null,
                "waiting",
                THEN,
                THEN,
                "US",
                A,
                "1 Pine St",
                "standard",
                "294.49",
                "0.00",
                "4.99",
                "21.71",
                "321.19",
                "USD",
                List.of(new OrderItem(C, A, B, 1, "28.94", "28.94", "0.00", A, B, false)));
    }

    /** Not as an event looks, so that it shows whether it was touched. */
    private static StoredEvent stored(long position) {
        return new StoredEvent(position, THEN, "{\"odd\" :  " + position + "}");
    }
}
