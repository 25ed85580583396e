package dev.faux.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.reset;
import static org.mockito.Mockito.when;

import dev.faux.api.Client.Answer;
import dev.faux.dataset.Dataset;
import dev.faux.dataset.Datasets;
import dev.faux.dataset.Row;
import dev.faux.dataset.RowPage;
import dev.faux.dataset.Source.NoSuchPlace;
import dev.faux.dataset.Table;
import dev.faux.dataset.Wanted;
import dev.faux.dataset.Wanted.Condition;
import dev.faux.log.Histories;
import dev.faux.log.PrivateEvents;
import dev.faux.shop.Fields.Described;
import dev.faux.shop.Id;
import dev.faux.shop.Id.Kind;
import dev.faux.shop.Privacy;
import dev.faux.view.Events;
import dev.faux.view.OwnShop;
import dev.faux.view.StoredEvent;
import dev.faux.view.ViewUnavailable;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
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

    private static final Dataset USERS = Datasets.named("users");
    private static final Dataset PRODUCTS = Datasets.named("products");
    private static final Dataset ORDERS = Datasets.named("orders");

    @Autowired
    private OwnShop shop;

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
        reset(shop, events);
        when(shop.world()).thenReturn("this shop");
        when(shop.page(any(), any())).thenReturn(Mono.error(new NoSuchPlace("rubbish")));
        when(events.oldestDay()).thenReturn(Mono.just(Instant.parse("2026-01-01T00:00:00Z")));
        manager = Client.manager(port, tokens);
    }

    @Test
    void a_page_of_users_leads_to_the_next_one() {
        when(shop.page(USERS, first(2))).thenReturn(page("NEXT", user(A), user(B)));
        when(shop.page(USERS, new Wanted("NEXT", 2, List.of()))).thenReturn(page(null, user(C)));
        Answer first = manager.get("/api/v1/users?limit=2");
        assertThat(first.status()).isEqualTo(HttpStatus.OK);
        assertThat(first.header("Content-Type")).isEqualTo("application/json");
        assertThat(first.header("Faux-World")).isEqualTo("this shop");
        assertThat(first.get("next")).isEqualTo("NEXT");
        assertThat(first.header("Link")).isEqualTo("</api/v1/users?limit=2&after=NEXT>; rel=\"next\"");
        assertThat((List<?>) first.get("data")).hasSize(2);
        Answer second = manager.get("/api/v1/users?limit=2&after=NEXT");
        assertThat(second.body()).startsWith("{\"data\":[{\"user_id\":\"" + C).endsWith("],\"next\":null}");
        assertThat(second.header("Link")).isNull();
    }

    @Test
    void a_user_is_shown_with_all_columns_in_the_words_of_the_events() {
        when(shop.page(USERS, one(USERS, A))).thenReturn(page(null, user(A)));
        assertThat(manager.get("/api/v1/users/" + A).body())
                .isEqualTo("{\"user_id\":\"" + A
                        + "\",\"email\":null,\"username\":null,\"first_name\":null,\"last_name\":null,"
                        + "\"phone_number\":null,\"address\":null,\"city\":null,\"state\":null,\"postal_code\":null,"
                        + "\"country\":null,\"market\":null,\"birth_date\":\"1983-05-27\",\"segment\":null,"
                        + "\"loyalty_points\":12,\"email_consent\":true,\"sms_consent\":null,"
                        + "\"profiling_consent\":null,\"created_at\":\"2026-01-01T10:00:00.000Z\","
                        + "\"updated_at\":null,\"is_active\":null}");
    }

    @Test
    void a_product_is_shown_with_its_price_as_a_decimal_string() {
        when(shop.page(PRODUCTS, one(PRODUCTS, A))).thenReturn(page(null, product(A)));
        assertThat(manager.get("/api/v1/products/" + A).body())
                .contains("\"unit_price\":\"103.70\",\"currency\":\"USD\"")
                .contains("\"excluded_markets\":[\"US\",\"DE\"]");
    }

    @Test
    void a_page_of_products_is_as_long_as_nobody_says_and_tells_of_those_that_are_sold() {
        Condition isSold = new Condition("retired_at", Wanted.Test.IS_NONE, null);
        when(shop.page(PRODUCTS, first(1_000, isSold))).thenReturn(page(null, product(A)));
        when(shop.page(PRODUCTS, first(1_000))).thenReturn(page(null, product(A), product(B)));
        assertThat((List<?>) manager.get("/api/v1/products").get("data")).hasSize(1);
        assertThat((List<?>) manager.get("/api/v1/products?deleted=false").get("data"))
                .hasSize(1);
        assertThat((List<?>) manager.get("/api/v1/products?deleted=true").get("data"))
                .hasSize(2);
    }

    @Test
    void what_is_chosen_is_asked_for() {
        Wanted wanted = first(
                5,
                new Condition("user_id", Wanted.Test.IS, B.toString()),
                new Condition("status", Wanted.Test.IS, "waiting"),
                new Condition("created_at", Wanted.Test.FROM, "2026-01-01T00:00:00.000Z"),
                new Condition("created_at", Wanted.Test.BEFORE, "2026-01-02T09:30:00.000Z"));
        when(shop.page(ORDERS, wanted)).thenReturn(page(null, order(A)));
        assertThat((List<?>) manager.get("/api/v1/orders?limit=5&status=waiting&start_date=2026-01-01"
                                + "&end_date=2026-01-02T09:30:00Z&user_id=" + B)
                        .get("data"))
                .hasSize(1);
    }

    @Test
    void an_order_is_shown_with_its_items() {
        when(shop.page(ORDERS, one(ORDERS, A))).thenReturn(page(null, order(A)));
        assertThat(manager.get("/api/v1/orders/" + A).body())
                .contains("\"session_id\":null,\"status\":\"waiting\"")
                .contains("\"items\":[{\"order_item_id\":\"" + C + "\",\"product_id\":null")
                .doesNotContain("last_event_at");
    }

    @Test
    void who_may_only_see_his_own_orders_sees_none_of_the_others() {
        when(shop.page(eq(ORDERS), any())).thenReturn(page(null, order(A)));
        Client customer = Client.with("orders:own", port, tokens);
        assertThat(customer.get("/api/v1/orders").body()).isEqualTo("{\"data\":[],\"next\":null}");
        assertThat(customer.get("/api/v1/orders/" + A).status()).isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(customer.get("/api/v1/orders?seed=1").status()).isEqualTo(HttpStatus.FORBIDDEN);
        assertThat((List<?>) manager.get("/api/v1/orders").get("data")).hasSize(1);
    }

    @Test
    void rows_come_in_the_form_that_is_asked_for() {
        when(shop.page(USERS, one(USERS, A))).thenAnswer(call -> page(null, user(A)));
        String path = "/api/v1/users/" + A;
        Answer csv = manager.get(path + "?format=csv");
        assertThat(csv.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
        assertThat(csv.header("Content-Disposition")).isEqualTo("attachment; filename=\"users-this shop.csv\"");
        assertThat(csv.body()).startsWith("user_id,email,").contains("\r\n" + A + ",,");
        Answer xml = manager.get(path, "Accept", "application/xml");
        assertThat(xml.header("Content-Type")).isEqualTo("application/xml");
        assertThat(xml.body()).contains("<users>\n<user><user_id>" + A + "</user_id>");
        Answer lines = manager.get(path, "Accept", "text/html, application/x-ndjson;q=0.9, */*;q=0.1");
        assertThat(lines.body()).startsWith("{\"user_id\":\"" + A).endsWith("}\n");
        assertThat(manager.get(path + "?format=csv", "Accept", "application/json")
                        .body())
                .isEqualTo(csv.body());
    }

    @Test
    void a_dataset_that_somebody_adds_is_served_like_all_others() {
        String path = "/api/v1/lucky-numbers";
        Answer page = manager.get(path + "?seed=7&limit=3&format=csv");
        assertThat(page.body())
                .startsWith(
                        "lucky_number_id,customer,lucky_number,status\r\n" + "00000000-0000-0007-0000-000000000001,1,")
                .contains("\r\n00000000-0000-0007-0000-000000000003,3,")
                .contains("\r\n00000000-0000-0007-0000-000000000005,5,");
        Answer next = manager.get(path + "?seed=7&limit=3&after="
                + manager.get(path + "?seed=7&limit=3").get("next"));
        assertThat(next.body()).startsWith("{\"data\":[{\"lucky_number_id\":\"00000000-0000-0007-0000-000000000007\"");
        assertThat((List<?>) manager.get(path + "?seed=7&status=drawn&limit=5").get("data"))
                .hasSize(5);
        assertThat(manager.get(path + "/00000000-0000-0007-0000-000000000009?seed=7")
                        .get("customer"))
                .isEqualTo(9);
        assertThat(manager.get(path + "?limit=1").header("Faux-World"))
                .startsWith(tape.log.history().id());
    }

    @Test
    void personal_data_of_stored_events_are_shown_as_they_are_asked_for() {
        List<String> lines = Histories.batches(TestShop.history(), 20_500).stream()
                .flatMap(batch -> IntStream.range(0, batch.size()).mapToObj(batch::line))
                .map(line -> new String(line, StandardCharsets.UTF_8))
                .skip(20_000)
                .limit(500)
                .toList();
        when(events.between(any(), any(), any(), anyLong(), anyInt()))
                .thenReturn(Flux.fromIterable(lines).map(line -> new StoredEvent(1, THEN, line)));
        when(events.find(7, THEN))
                .thenReturn(Mono.just(new StoredEvent(
                        7,
                        THEN,
                        lines.stream()
                                .filter(line -> line.contains("customer.introduced"))
                                .findFirst()
                                .orElseThrow())));
        PrivateEvents shown =
                new PrivateEvents(Privacy.ANONYMISED, tape.log.history().seed());
        String expected =
                lines.stream().map(shown::of).collect(Collectors.joining(",", "{\"data\":[", "],\"next\":null}"));
        assertThat(expected).contains("\"last_name\":\"Anonymous\"");
        assertThat(manager.get("/api/v1/events?start_date=2026-01-01&pii=anonymised")
                        .body())
                .isEqualTo(expected);
        UUID id = tape.log.history().uuids().of(new Id(Kind.EVENT, 7, THEN.toEpochMilli()));
        assertThat(manager.get("/api/v1/events/" + id + "?pii=anonymised").body())
                .contains("\"last_name\":\"Anonymous\"");
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
    @ValueSource(strings = {"users", "products", "orders", "events", "vendors"})
    void who_is_not_there_is_not_found(String things) {
        when(shop.page(any(), any())).thenReturn(page(null));
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
                "users?seed=1&after=%20 | ' ' | next",
                "products?page=2 | page | after, as_of, category_id",
                "users?format=pdf | pdf | one of json, ndjson, csv, xml",
                "products?deleted=maybe | maybe | one of true, false",
                "products?category_id=1 | 1 | a UUID",
                "users?start_date=2026-01-02&end_date=2026-01-01 | 2026-01-01T00:00:00.000Z | start_date or later",
                "inventory?start_date=2026-01-02 | start_date | none",
                "users?pii=none | none | one of full, anonymised, gdpr-test",
                "users?seed=1&pii=none | none | one of full, anonymised, gdpr-test",
                "events?start_date=2026-01-01&pii=none | none | one of full, anonymised, gdpr-test",
                "users?seed=many | many | a whole number",
                "users?seed=9223372036854775808 | 9223372036854775808 | of 64 bits",
                "users?seed=1&start=9999-12-31 | 9999-12-31 | to before 9998-01-01",
                "users?seed=1&start=1969-12-31 | 1969-12-31T00:00:00.000Z | 1970-01-01T00:00:00Z or later",
                "events?start_date=0000-01-01 | 0000-01-01 | one from 0001-01-01",
                "users?start=2023-01-01 | '' | a whole number beside start",
                "users?seed=1&scenario=nope | nope | weekday",
                "users?seed=1&as_of=2022-01-01 | 2022-01-01T00:00:00.000Z | 2023-01-01T00:00:00.000Z to",
                "users?seed=1&as_of=2033-01-01 | 2033-01-01T00:00:00.000Z | 2023-01-01T00:00:00.000Z to",
                "users?seed=1&after=rubbish | rubbish | next",
                "users/me | me | a UUID",
                "users/1-2-3-4-5 | 1-2-3-4-5 | a UUID",
                "products/1?x=y | x | one of as_of, format",
                "orders/1 | 1 | a UUID",
                "events/1 | 1 | a UUID",
                "events | '' | a day such as",
                "events?start_date=yesterday | yesterday | a day such as",
                "events?start_date=2026-02-30 | 2026-02-30 | a day such as",
                "events?start_date=2026-01-01T00:00:00 | 2026-01-01T00:00:00 | an instant such as",
                "events?start_date=2026-01-02&end_date=2026-01-01 | 2026-01-01T00:00:00.000Z | start_date or later",
                "events?start_date=2026-01-01&type=order | order | order.placed",
                "events?start_date=2026-01-01&from=1 | from | after, end_date, limit, pii, start_date, type",
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
        Object next = manager.get("/api/v1/products?seed=1&limit=1").get("next");
        assertThat(manager.get("/api/v1/products?seed=1&limit=1&after=" + next).status())
                .isEqualTo(HttpStatus.OK);
        assertThat(manager.get("/api/v1/users?seed=1&after=" + next).status()).isEqualTo(HttpStatus.BAD_REQUEST);
    }

    @Test
    void while_postgres_is_lost_everybody_is_told_to_come_again() throws ReflectiveOperationException {
        var constructor = ViewUnavailable.class.getDeclaredConstructor(String.class, Throwable.class);
        constructor.setAccessible(true);
        when(shop.page(eq(USERS), any())).thenReturn(Mono.error(constructor.newInstance("secret", null)));
        when(shop.page(eq(PRODUCTS), any())).thenReturn(Mono.error(new R2dbcNonTransientResourceException("secret")));
        for (String things : List.of("users", "products")) {
            Answer answer = manager.get("/api/v1/" + things);
            assertThat(answer.status()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
            assertThat(answer.header("Retry-After")).isEqualTo("5");
            assertThat(answer.body()).doesNotContain("secret");
        }
    }

    @Test
    void what_goes_wrong_inside_stays_inside() {
        when(shop.page(any(), any())).thenReturn(Mono.error(new IllegalStateException("secret")));
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

    /** Rows as Postgres tells them: texts, by the names of their columns. */
    private static Described row(Dataset dataset, Map<String, String> texts) {
        return Row.all(dataset, List.<@Nullable Object[]>of(values(dataset.table(), texts)), Map.of())
                .getFirst();
    }

    private static @Nullable Object[] values(Table table, Map<String, String> texts) {
        return table.columns().stream().map(column -> texts.get(column.name())).toArray();
    }

    private static Described user(UUID id) {
        return row(
                USERS,
                Map.of(
                        "user_id",
                        id.toString(),
                        "birth_date",
                        "1983-05-27",
                        "loyalty_points",
                        "12",
                        "email_consent",
                        "true",
                        "created_at",
                        "2026-01-01T10:00:00.000Z"));
    }

    private static Described product(UUID id) {
        return row(
                PRODUCTS,
                Map.of(
                        "product_id",
                        id.toString(),
                        "unit_price",
                        "103.70",
                        "currency",
                        "USD",
                        "excluded_markets",
                        "{US,DE}"));
    }

    private static Described order(UUID id) {
        Dataset.Parts parts = Objects.requireNonNull(ORDERS.parts());
        @Nullable
        Object[] item = values(
                parts.table(), Map.of("order_item_id", C.toString(), "order_id", id.toString(), "quantity", "2"));
        return Row.all(
                        ORDERS,
                        List.<@Nullable Object[]>of(values(
                                ORDERS.table(),
                                Map.of("order_id", id.toString(), "status", "waiting", "total", "321.19"))),
                        Map.of(id.toString(), List.<@Nullable Object[]>of(item)))
                .getFirst();
    }

    private static Mono<RowPage> page(@Nullable String next, Described... rows) {
        return Mono.just(new RowPage(List.of(rows), next));
    }

    private static Wanted first(int limit, Condition... conditions) {
        return new Wanted(null, limit, List.of(conditions));
    }

    private static Wanted one(Dataset dataset, UUID id) {
        return first(1, new Condition(dataset.table().key().getFirst(), Wanted.Test.IS, id.toString()));
    }

    /** Not as an event looks, so that it shows whether it was touched. */
    private static StoredEvent stored(long position) {
        return new StoredEvent(position, THEN, "{\"odd\" :  " + position + "}");
    }
}
