package dev.faux.cli;

import dev.faux.shop.CatalogueEvent.CategoryCreated;
import dev.faux.shop.CatalogueEvent.ProductLaunched;
import dev.faux.shop.Currency;
import dev.faux.shop.Event;
import dev.faux.shop.Fields;
import dev.faux.shop.Id;
import dev.faux.shop.Money;
import dev.faux.simulation.History;
import dev.faux.simulation.Occurrence;
import dev.faux.simulation.Population;
import dev.faux.simulation.Scenario;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The table that a pipeline should come to, as CSV: one row for each window and group that has events, in the order of time, then
 * by name. Windows are tumbling and counted from 1970 on. Holds one window at a time.
 */
final class Answer {

    private static final Comparator<Key> BY_NAME =
            Comparator.comparing(Key::group).thenComparing(Key::currencyName);
    private static final String NONE = "";

    private final long windowMillis;
    private final @Nullable Group group;
    private final boolean isSummed;
    private final PrintWriter out;
    private final Facts facts;
    private final Map<Long, String> categories = new HashMap<>();
    private final Map<Long, String> categoryOfProduct = new HashMap<>();
    private final TreeMap<Key, Tally> rows = new TreeMap<>(BY_NAME);
    private long window = Long.MIN_VALUE;

    /** What rows are told apart by, besides the window. */
    enum Group {
        TYPE,
        MARKET,
        STATUS,
        CATEGORY
    }

    /** @param isSummed whether totals are added up, for each currency by itself */
    Answer(History history, long windowMillis, @Nullable Group group, boolean isSummed, PrintWriter out) {
        this.windowMillis = windowMillis;
        this.group = group;
        this.isSummed = isSummed;
        this.facts = new Facts(history);
        this.out = out;
        out.print("window_start");
        if (group != null) {
            out.print("," + group.name().toLowerCase(Locale.ROOT));
        }
        out.println(isSummed ? ",currency,events,total" : ",events");
    }

    /** @param currency null for events without a total */
    private record Key(String group, @Nullable Currency currency) {

        String currencyName() {
            return currency == null ? NONE : currency.name();
        }
    }

    private static final class Tally {

        private long events;
        private long total;
    }

    /** Learns what later events refer to, of an event that may itself not be wanted. */
    void know(Event event) {
        if (event instanceof CategoryCreated created) {
            categories.put(created.category().number(), created.name());
        } else if (event instanceof ProductLaunched launched) {
            categoryOfProduct.put(
                    launched.product().id().number(),
                    categories.getOrDefault(launched.product().category().number(), NONE));
        }
    }

    /** Counts an event; not before one that was counted. */
    void count(Occurrence occurrence) {
        long begin = Math.floorDiv(occurrence.at(), windowMillis) * windowMillis;
        if (begin != window) {
            finish();
            window = begin;
        }
        facts.read(occurrence.event());
        Money total = isSummed ? facts.total : null;
        Tally tally = rows.computeIfAbsent(
                new Key(groupOf(occurrence.event()), total == null ? null : total.currency()), key -> new Tally());
        tally.events++;
        if (total != null) {
            tally.total = Math.addExact(tally.total, total.minor());
        }
    }

    /** Writes the rows of the window that has been counted so far. */
    void finish() {
        rows.forEach((key, tally) -> {
            out.print(Instant.ofEpochMilli(window));
            if (group != null) {
                out.print("," + quoted(key.group()));
            }
            if (isSummed) {
                out.print("," + key.currencyName());
            }
            out.print("," + tally.events);
            if (isSummed) {
                Currency currency = key.currency();
                out.print("," + (currency == null ? NONE : BigDecimal.valueOf(tally.total, currency.decimals())));
            }
            out.println();
        });
        rows.clear();
    }

    private String groupOf(Event event) {
        return switch (group) {
            case null -> NONE;
            case TYPE -> event.type().wireName();
            case MARKET -> facts.market;
            case STATUS -> facts.status;
            case CATEGORY ->
                facts.product == null ? NONE : categoryOfProduct.getOrDefault(facts.product.number(), NONE);
        };
    }

    /** As RFC 4180 has it. */
    private static String quoted(String text) {
        return text.matches("[^\",\r\n]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }

    /** The fields of one event that rows are made of. */
    private static final class Facts implements Fields {

        private final Population people;
        private final List<Scenario.Market> markets;
        private String market = NONE;
        private String status = NONE;
        private @Nullable Money total;
        private @Nullable Id product;

        Facts(History history) {
            people = new Population(history);
            markets = history.scenario().markets();
        }

        void read(Event event) {
            market = NONE;
            status = NONE;
            total = null;
            product = null;
            event.describe(this);
        }

        @Override
        public void id(String name, Id value) {
            if (name.equals("product_id")) {
                product = value;
            }
        }

        @Override
        public void text(String name, String value) {
            switch (name) {
                case "market" -> market = value;
                case "status" -> status = value;
                default -> {}
            }
        }

        @Override
        public void money(String name, Money value) {
            if (name.equals("total")) {
                total = value;
            }
        }

        @Override
        public void number(String name, long value) {}

        @Override
        public void time(String name, long millis) {}

        @Override
        public void list(String name, List<? extends Described> values) {}

        @Override
        public void texts(String name, List<String> values) {}

        @Override
        public void flag(String name, boolean value) {}

        @Override
        public void decimal(String name, double value) {}

        @Override
        public void decimals(String name, List<Double> values) {}

        @Override
        public void profile(Id customer, int revision, long points) {
            market = markets.get(people.market(customer)).country();
        }

        @Override
        public void address(String name, Id address) {}
    }
}
