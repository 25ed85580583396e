package dev.faux.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faux.dataset.Dataset;
import dev.faux.dataset.Datasets;
import dev.faux.dataset.Format;
import dev.faux.dataset.RowPage;
import dev.faux.dataset.RowText;
import dev.faux.dataset.Source;
import dev.faux.dataset.Wanted;
import dev.faux.dataset.Wanted.Condition;
import dev.faux.shop.Fields.Described;
import dev.faux.shop.Privacy;
import dev.faux.simulation.History;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the pages of a shop show, by their lines of JSON. */
record Shown(Source source, History history) {

    static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final JsonMapper JSON = JsonMapper.shared();

    RowPage page(String dataset, Wanted wanted) {
        return Objects.requireNonNull(
                source.page(Datasets.named(dataset), wanted).block(PATIENCE));
    }

    /** All pages, one after the other. */
    List<String> lines(Dataset dataset, int limit, Condition... conditions) {
        List<String> lines = new ArrayList<>();
        @Nullable String after = null;
        do {
            RowPage page = page(dataset.name(), new Wanted(after, limit, List.of(conditions)));
            assertThat(page.rows().size()).isLessThanOrEqualTo(limit);
            lines.addAll(lines(dataset, page.rows()));
            after = page.next();
        } while (after != null);
        return lines;
    }

    private List<String> lines(Dataset dataset, List<Described> rows) {
        RowText text = RowText.of(Format.NDJSON, dataset, history, Privacy.FULL);
        rows.forEach(text::row);
        return new String(text.take(), StandardCharsets.UTF_8).lines().toList();
    }

    /** By their keys, as the {@link Fold} has them: what is null is missing, and instants are as Java writes them. */
    Map<String, Map<String, String>> rows(Dataset dataset, int limit, Condition... conditions) {
        Map<String, Map<String, String>> rows = new TreeMap<>();
        for (String line : lines(dataset, limit, conditions)) {
            Map<String, String> row = new LinkedHashMap<>();
            JSON.readTree(line).properties().forEach(field -> put(field.getKey(), field.getValue(), row));
            String key = dataset.table().key().stream().map(row::get).collect(Collectors.joining(" "));
            assertThat(rows.put(key, row)).as(dataset.name() + " " + key).isNull();
        }
        return rows;
    }

    private static void put(String name, JsonNode value, Map<String, String> row) {
        if (value.isArray() && !value.path(0).isObject()) {
            row.put(name, value.valueStream().map(JsonNode::asString).collect(Collectors.joining(",", "{", "}")));
        } else if (!value.isNull() && !value.isArray()) {
            row.put(name, plain(value.asString()));
        }
    }

    private static String plain(String value) {
        return value.matches("\\d{4}-\\d\\d-\\d\\dT.*Z") ? Instant.parse(value).toString() : value;
    }

    /** What a fold has in the columns that are shown; events tell more than there are columns for. */
    static Map<String, Map<String, String>> of(Fold fold, Dataset dataset) {
        String table = dataset.table().name();
        if (!Fold.KEYS.containsKey(table)) {
            return Followed.of(fold, table);
        }
        Map<String, Map<String, String>> rows = new TreeMap<>();
        fold.table(table).forEach((key, told) -> {
            Map<String, String> row = new TreeMap<>(told);
            row.keySet().retainAll(dataset.columns());
            rows.put(key, row);
        });
        return rows;
    }
}
