package dev.faux.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faux.shop.Privacy;
import dev.faux.simulation.History;
import dev.faux.simulation.ScenarioFile;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** All datasets of a shop fit together, as somebody sees it who has nothing but their lines. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SoundDatasetsTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Instant START = Instant.parse("2023-01-01T00:00:00Z");
    private static final Duration AGE = Duration.ofDays(12);

    /** These tell of what is still to come. */
    private static final Set<String> AHEAD = Set.of("promised_by", "ends_at");

    @TempDir
    private Path folder;

    /** The rows of each dataset. */
    private final Map<String, List<JsonNode>> rows = new TreeMap<>();

    /** How often each rule was tried. */
    private final Map<String, Integer> tried = new TreeMap<>();

    @Test
    void everything_refers_to_something_and_no_rule_is_broken() throws IOException {
        check(1, 2);
    }

    @Test
    @Tag("full")
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void everything_refers_to_something_and_no_rule_is_broken_in_100_shops() throws IOException {
        check(1, 100);
    }

    private void check(long first, long last) throws IOException {
        for (long seed : LongStream.rangeClosed(first, last).toArray()) {
            read(seed);
            references();
            ordersAddUp();
            loansAddUp();
            nothingIsInTheFuture(START.plus(AGE));
            restOfTheRules();
        }
        assertThat(tried).hasSize(14);
        assertThat(tried.values()).allSatisfy(count -> assertThat(count).isPositive());
        System.out.println(last - first + 1 + " shops: " + tried);
    }

    private void read(long seed) throws IOException {
        History history = new History(
                ScenarioFile.read(
                        "weekday", List.of("intensity.per_minute=3", "catalogue.products=60", "population=400")),
                seed,
                START.toEpochMilli(),
                14.5);
        rows.clear();
        try (SeedShops shops = new SeedShops(folder, 1)) {
            ShopRows all = shops.whole(new ShopAt(history, START.plus(AGE).toEpochMilli()), done -> {});
            for (Dataset dataset : Datasets.ALL) {
                RowText text = RowText.of(Format.NDJSON, dataset, history, Privacy.FULL);
                ShopRows.RowReader reader = row -> {
                    text.row(row);
                    return true;
                };
                all.readFounding(dataset, 1, all.founders(dataset), reader);
                all.readLater(dataset, reader);
                rows.put(
                        dataset.name(),
                        new String(text.take(), StandardCharsets.UTF_8)
                                .lines()
                                .map(JSON::readTree)
                                .toList());
                assertThat(rows.get(dataset.name()))
                        .as(dataset.name() + " of seed " + seed)
                        .isNotEmpty();
            }
        }
    }

    /** The first field of each dataset that ends so is its id, by which all others speak of it. */
    private void references() {
        Map<String, Set<String>> ids = new HashMap<>();
        rows.forEach((dataset, all) -> {
            String key = all.getFirst().propertyNames().iterator().next();
            boolean isId = key.endsWith("_id") && !dataset.startsWith("analytics/");
            Set<String> each = all.stream().map(row -> row.get(key).asString()).collect(Collectors.toSet());
            if (isId && each.size() == all.size()) {
                ids.put(key, each);
            }
        });
        assertThat(ids).hasSizeGreaterThan(18);
        rows.forEach((dataset, all) -> all.forEach(row -> refers(dataset, row, ids)));
    }

    private void refers(String dataset, JsonNode row, Map<String, Set<String>> ids) {
        row.properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (ids.containsKey(field.getKey()) && !value.isNull()) {
                isTrue("references", ids.get(field.getKey()).contains(value.asString()), dataset, row);
            }
            value.forEach(each -> refers(dataset, each, ids));
        });
    }

    private void ordersAddUp() {
        Map<String, JsonNode> orders = new HashMap<>();
        for (JsonNode order : rows("orders")) {
            orders.put(order.get("order_id").asString(), order);
            BigDecimal items = sum(order.get("items"), "total");
            isTrue("subtotal is that of the items", items.compareTo(amount(order, "subtotal")) == 0, "orders", order);
            BigDecimal total = amount(order, "subtotal")
                    .subtract(amount(order, "discount"))
                    .add(amount(order, "shipping"))
                    .add(amount(order, "tax"));
            isTrue("total", total.compareTo(amount(order, "total")) == 0, "orders", order);
        }
        for (JsonNode item : rows("order-items")) {
            BigDecimal total = amount(item, "unit_price").multiply(amount(item, "quantity"));
            isTrue("total of an item", total.compareTo(amount(item, "total")) == 0, "order-items", item);
        }
        for (JsonNode payment : rows("payments")) {
            JsonNode order =
                    Objects.requireNonNull(orders.get(payment.get("order_id").asString()));
            isTrue(
                    "payment is of the total",
                    amount(payment, "amount").compareTo(amount(order, "total")) == 0,
                    "payments",
                    payment);
        }
    }

    private void loansAddUp() {
        Map<String, List<JsonNode>> byLoan = new HashMap<>();
        rows("loan-payments")
                .forEach(
                        payment -> byLoan.computeIfAbsent(payment.get("loan_id").asString(), each -> new ArrayList<>())
                                .add(payment));
        for (JsonNode loan : rows("loans")) {
            List<JsonNode> payments =
                    Objects.requireNonNull(byLoan.get(loan.get("loan_id").asString()));
            isTrue(
                    "loan has its payments",
                    payments.size() == loan.get("months").asInt(),
                    "loans",
                    loan);
            BigDecimal principal = sum(payments, "principal");
            isTrue("loan is paid back", principal.compareTo(amount(loan, "principal")) == 0, "loans", loan);
            BigDecimal open = sum(
                    payments.stream()
                            .filter(payment -> payment.get("paid_at").isNull())
                            .toList(),
                    "principal");
            isTrue("outstanding", open.compareTo(amount(loan, "outstanding")) == 0, "loans", loan);
            boolean isOverdue = payments.stream()
                    .anyMatch(payment -> payment.get("status").asString().equals("overdue"));
            isTrue(
                    "status of a loan",
                    loan.get("status")
                            .asString()
                            .equals(isOverdue ? "overdue" : open.signum() == 0 ? "repaid" : "active"),
                    "loans",
                    loan);
        }
    }

    private void nothingIsInTheFuture(Instant end) {
        rows.forEach((dataset, all) -> all.forEach(row -> row.properties().forEach(field -> {
            String text = field.getValue().asString("");
            if (text.matches("\\d{4}-\\d\\d-\\d\\dT.*Z") && !AHEAD.contains(field.getKey())) {
                isTrue("nothing is in the future", Instant.parse(text).isBefore(end), dataset, row);
            }
        })));
    }

    private void restOfTheRules() {
        Set<String> emails = new HashSet<>();
        rows("users")
                .forEach(user ->
                        isTrue("e-mails differ", emails.add(user.get("email").asString()), "users", user));
        rows("inventory")
                .forEach(shelf -> isTrue(
                        "stock is not negative",
                        shelf.get("reserved").asLong() >= 0
                                && shelf.get("on_hand").asLong()
                                        >= shelf.get("reserved").asLong(),
                        "inventory",
                        shelf));
        rows("reviews")
                .forEach(review -> isTrue(
                        "ratings are 1 to 5",
                        review.get("rating").asInt() >= 1
                                && review.get("rating").asInt() <= 5,
                        "reviews",
                        review));
        rows("shipping").stream()
                .filter(shipment -> !shipment.get("delivered_at").isNull())
                .forEach(shipment -> isTrue(
                        "what is delivered was shipped",
                        Instant.parse(shipment.get("shipped_at").asString())
                                .isBefore(Instant.parse(
                                        shipment.get("delivered_at").asString())),
                        "shipping",
                        shipment));
    }

    private void isTrue(String rule, boolean holds, String dataset, JsonNode row) {
        if (!holds) {
            throw new AssertionError(rule + ": " + dataset + " has " + row);
        }
        tried.merge(rule, 1, Integer::sum);
    }

    private List<JsonNode> rows(String dataset) {
        return Objects.requireNonNull(rows.get(dataset), dataset);
    }

    private static BigDecimal sum(Iterable<JsonNode> rows, String field) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode row : rows) {
            sum = sum.add(amount(row, field));
        }
        return sum;
    }

    private static BigDecimal amount(JsonNode row, String field) {
        return new BigDecimal(row.get(field).asString());
    }
}
