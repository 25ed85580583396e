package dev.faux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The answer, beside what somebody comes to who has nothing but the lines of {@code emit}. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Isolated("it takes all that is printed")
class AnswerTest {

    private static final String SHOP = "--set intensity.per_minute=20 --seed 9";

    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<String, String> CATEGORIES = new HashMap<>();

    @BeforeAll
    static void readTheCatalogue() throws Exception {
        Map<String, String> names = new HashMap<>();
        for (String scenario : List.of("weekday", "flash-sale")) {
            String range = "--scenario " + scenario + " --to 2026-01-05 --type category.created,product.launched";
            for (JsonNode event : emitted(range)) {
                if (text(event, "product_id").isEmpty()) {
                    names.put(text(event, "category_id"), text(event, "name"));
                } else {
                    CATEGORIES.put(text(event, "product_id"), names.get(text(event, "category_id")));
                }
            }
        }
        assertThat(CATEGORIES).hasSizeGreaterThanOrEqualTo(5_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--to 2026-01-04",
                "--limit 20000",
                "--from 2026-01-01T17:30:00Z --to 2026-01-03T01:15:00Z",
                "--after 9000 --limit 5000 --type order.*,payment.*",
                "--scenario flash-sale --from 2026-01-04T00:50:00Z --to 2026-01-04T02:00:00Z --type product.*"
            })
    void it_is_what_follows_from_the_lines_of_the_same_options(String range) throws Exception {
        List<JsonNode> events = emitted(range);
        assertThat(events).hasSizeGreaterThan(1_000);
        Function<JsonNode, String> type =
                event -> event.get("type").stringValue().substring("dev.faux.".length());
        Function<JsonNode, String> status = event -> text(event, "status");
        Function<JsonNode, String> category = event -> CATEGORIES.getOrDefault(text(event, "product_id"), "");

        assertThat(answer(range + " --window PT1H"))
                .isEqualTo(counted(events, Duration.ofHours(1), null, "window_start"));
        assertThat(answer(range + " --window PT1H --group type"))
                .isEqualTo(counted(events, Duration.ofHours(1), type, "window_start,type"));
        assertThat(answer(range + " --window PT7M --group status"))
                .isEqualTo(counted(events, Duration.ofMinutes(7), status, "window_start,status"));
        assertThat(answer(range + " --window P1D --group category"))
                .isEqualTo(counted(events, Duration.ofDays(1), category, "window_start,category"));
        assertThat(answer(range + " --window PT6H --group type --sum total"))
                .isEqualTo(summed(events, Duration.ofHours(6), type));
    }

    @Test
    void categories_have_names() throws Exception {
        assertThat(answer("--to 2026-01-02 --window P1D --group category --type product.viewed"))
                .anyMatch(row -> row.startsWith("2026-01-01T00:00:00Z,Kitchen,"))
                .noneMatch(row -> row.contains(",,"));
    }

    private static List<JsonNode> emitted(String range) throws IOException, InterruptedException {
        return Child.run(("emit --quiet " + SHOP + " " + range).split(" ")).lines().stream()
                .map(JSON::readTree)
                .toList();
    }

    private static List<String> answer(String options) {
        PrintStream standardOut = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            assertThat(Commands.run(("answer --quiet " + SHOP + " " + options).split(" ")))
                    .isZero();
        } finally {
            System.setOut(standardOut);
        }
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static List<String> counted(
            List<JsonNode> events, Duration window, @Nullable Function<JsonNode, String> group, String header) {
        TreeMap<String, Integer> rows = new TreeMap<>();
        for (JsonNode event : events) {
            rows.merge(row(event, window, group), 1, Integer::sum);
        }
        return Stream.concat(
                        Stream.of(header + ",events"),
                        rows.entrySet().stream().map(row -> row.getKey() + "," + row.getValue()))
                .toList();
    }

    private static List<String> summed(List<JsonNode> events, Duration window, Function<JsonNode, String> group) {
        TreeMap<String, List<BigDecimal>> rows = new TreeMap<>();
        for (JsonNode event : events) {
            String total = text(event, "total");
            String row = row(event, window, group) + "," + (total.isEmpty() ? "" : text(event, "currency"));
            List<BigDecimal> totals = rows.computeIfAbsent(row, key -> new ArrayList<>());
            totals.add(total.isEmpty() ? BigDecimal.ZERO : new BigDecimal(total));
        }
        return Stream.concat(
                        Stream.of("window_start,type,currency,events,total"),
                        rows.entrySet().stream()
                                .map(row -> row.getKey() + "," + row.getValue().size() + ","
                                        + (row.getKey().endsWith(",")
                                                ? ""
                                                : row.getValue().stream().reduce(BigDecimal.ZERO, BigDecimal::add))))
                .toList();
    }

    private static String row(JsonNode event, Duration window, @Nullable Function<JsonNode, String> group) {
        long time = Instant.parse(event.get("time").stringValue()).toEpochMilli();
        Instant begin = Instant.ofEpochMilli(time - time % window.toMillis());
        return group == null ? begin.toString() : begin + "," + group.apply(event);
    }

    private static String text(JsonNode event, String field) {
        JsonNode found = event.get("data").get(field);
        return found == null ? "" : found.stringValue();
    }
}
