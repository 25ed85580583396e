package dev.faux.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faux.shop.Belonging;
import dev.faux.shop.CatalogueEvent.VendorJoined;
import dev.faux.shop.Currency;
import dev.faux.shop.Event;
import dev.faux.shop.Id;
import dev.faux.shop.Id.Kind;
import dev.faux.shop.Money;
import dev.faux.shop.OrderEvent.Line;
import dev.faux.shop.OrderEvent.OrderPlaced;
import dev.faux.shop.Origin;
import dev.faux.shop.PaymentEvent.PaymentCaptured;
import dev.faux.shop.PaymentMethod;
import dev.faux.simulation.History;
import dev.faux.simulation.Occurrence;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads with a parser of its own what is written by hand. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class JsonLinesTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final long AT = 1_767_600_000_007L;

    private final History history = Histories.small();
    private final JsonLines lines = new JsonLines(history);
    private final Id order = new Id(Kind.ORDER, 7, AT - 1);
    private final Id session = new Id(Kind.SESSION, 3, AT - 60_000);
    private final Id customer = new Id(Kind.CUSTOMER, 11, AT - 5_000_000);
    private final PaymentMethod method = new PaymentMethod(Belonging.id(Kind.PAYMENT_METHOD, customer, 0, 0), "card");

    @Test
    void what_is_encoded_stays_while_what_is_lent_changes_with_the_next() {
        List<Occurrence> first = List.of(new Occurrence(1, AT, null, vendor("Halden"), 0));
        List<Occurrence> second = List.of(new Occurrence(2, AT, null, vendor("Lisbet"), 0));
        Batch encoded = lines.encode(first);
        Batch lent = lines.lend(first);
        assertThat(lent.line(0)).isEqualTo(encoded.line(0));
        lines.lend(second);
        assertThat(lent.line(0)).isNotEqualTo(encoded.line(0));
        assertThat(encoded.line(0)).asString().contains("Halden");
    }

    @Test
    void the_envelope_has_the_keys_of_the_contract_in_their_order() {
        JsonNode event = json(new PaymentCaptured(new Id(Kind.PAYMENT, 21, AT), order, customer, usd(12_345), method));

        assertThat(event.propertyNames())
                .containsExactly(
                        "specversion",
                        "id",
                        "source",
                        "type",
                        "subject",
                        "time",
                        "sequence",
                        "partitionkey",
                        "correlationid",
                        "datacontenttype",
                        "dataschema",
                        "data");
        String orderId = history.uuids().of(order).toString();
        assertThat(event.get("specversion").stringValue()).isEqualTo("1.0");
        assertThat(event.get("id").stringValue())
                .isEqualTo(history.uuids().of(new Id(Kind.EVENT, 1_234, AT)).toString());
        assertThat(event.get("source").stringValue()).isEqualTo("/faux/" + history.id());
        assertThat(event.get("type").stringValue()).isEqualTo("dev.faux.payment.captured");
        assertThat(event.get("subject").stringValue()).isEqualTo("order/" + orderId);
        assertThat(event.get("time").stringValue()).isEqualTo("2026-01-05T08:00:00.007Z");
        assertThat(event.get("sequence").stringValue()).isEqualTo("00000000000000001234");
        assertThat(event.get("partitionkey").stringValue()).isEqualTo(orderId);
        assertThat(event.get("correlationid").stringValue())
                .isEqualTo(history.uuids().of(session).toString());
        assertThat(event.get("datacontenttype").stringValue()).isEqualTo("application/json");
        assertThat(event.get("dataschema").stringValue()).isEqualTo("/schemas/payment.captured/v1");
        assertThat(event.get("data").propertyNames())
                .containsExactly(
                        "payment_id",
                        "order_id",
                        "user_id",
                        "amount",
                        "currency",
                        "payment_method_id",
                        "payment_method");
        assertThat(event.get("data").get("amount").stringValue()).isEqualTo("123.45");
        assertThat(event.get("data").get("user_id").stringValue())
                .isEqualTo(history.uuids().of(customer).toString());
    }

    @Test
    void an_event_that_no_session_began_has_no_correlation() {
        Occurrence occurrence = new Occurrence(1, AT, null, vendor("Halden"), 0);

        assertThat(json(occurrence).has("correlationid")).isFalse();
    }

    @Test
    void any_text_comes_back_as_it_was() {
        for (String name : List.of(
                "plain",
                "",
                "quote \" backslash \\ slash /",
                "tab\tline\nfeed\rnull\u0000bell\u0007delete\u007f",
                "Zoë Ångström, Łódź, Ελλάδα",
                "日本語 한국어 العربية",
                "emoji \uD83D\uDED2 and more",
                "\uFEFFmark")) {
            assertThat(json(vendor(name)).get("data").get("name").stringValue()).isEqualTo(name);
        }
    }

    @Test
    void amounts_have_two_decimals_whatever_their_size() {
        for (long minor : new long[] {0, 1, 9, 10, 99, 100, 101, 123_456, Long.MAX_VALUE}) {
            JsonNode event =
                    json(new PaymentCaptured(new Id(Kind.PAYMENT, 21, AT), order, customer, usd(minor), method));
            assertThat(event.get("data").get("amount").stringValue())
                    .isEqualTo(java.math.BigDecimal.valueOf(minor, 2).toPlainString());
        }
    }

    @Test
    void an_order_lists_its_items() {
        Id item = new Id(Kind.ORDER_ITEM, 350, AT - 1);
        Id product = new Id(Kind.PRODUCT, 5, AT - 9_000);
        JsonNode data = json(new OrderPlaced(
                        order,
                        customer,
                        Origin.SHOPPER,
                        session,
                        "US",
                        Belonging.id(Kind.ADDRESS, customer, 0, 0),
                        "standard",
                        AT,
                        usd(300),
                        usd(0),
                        usd(499),
                        usd(58),
                        usd(857),
                        false,
                        List.of(line(item, product, 2), line(item, product, 1))))
                .get("data");

        assertThat(data.get("items").size()).isEqualTo(2);
        assertThat(data.get("items").get(0).propertyNames())
                .containsExactly(
                        "order_item_id",
                        "product_id",
                        "variant_id",
                        "quantity",
                        "unit_price",
                        "total",
                        "discount",
                        "shipment_id",
                        "warehouse_id",
                        "back_ordered");
        assertThat(data.get("items").get(0).get("total").stringValue()).isEqualTo("2.00");
        assertThat(data.get("items").get(1).get("quantity").intValue()).isEqualTo(1);
        assertThat(data.get("shipping_address").stringValue()).endsWith(", FR");
    }

    private static Line line(Id item, Id product, int quantity) {
        return new Line(
                item,
                product,
                new Id(Kind.VARIANT, 40, AT - 9_000),
                quantity,
                usd(100),
                usd(0),
                null,
                new Id(Kind.SHIPMENT, 350, AT - 1),
                new Id(Kind.WAREHOUSE, 1, AT - 9_000),
                false);
    }

    @Test
    void every_event_of_a_real_history_is_one_line_of_json() {
        for (Batch batch : Histories.batches(history, 20_000)) {
            for (int i = 0; i < batch.size(); i++) {
                JsonNode event = JSON.readTree(batch.line(i));
                assertThat(event.get("sequence").stringValue()).isEqualTo("%020d".formatted(batch.position(i)));
                assertThat(event.get("type").stringValue())
                        .isEqualTo("dev.faux." + batch.type(i).wireName());
                assertThat(batch.bytes()[batch.end(i) - 1]).isEqualTo((byte) '\n');
                assertThat(new String(batch.line(i), StandardCharsets.UTF_8)).doesNotContain("\n");
            }
        }
    }

    private JsonNode json(Event event) {
        return json(new Occurrence(1_234, AT, session, event, 0));
    }

    private JsonNode json(Occurrence occurrence) {
        return JSON.readTree(lines.encode(new ArrayList<>(List.of(occurrence))).line(0));
    }

    private static VendorJoined vendor(String name) {
        return new VendorJoined(new Id(Kind.VENDOR, 1, AT), name, "US");
    }

    private static Money usd(long minor) {
        return new Money(minor, Currency.USD);
    }
}
