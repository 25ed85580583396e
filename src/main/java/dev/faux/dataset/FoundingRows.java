package dev.faux.dataset;

import dev.faux.dataset.Wanted.Condition;
import dev.faux.shop.Belonging;
import dev.faux.shop.CustomerEvent.CustomerIntroduced;
import dev.faux.shop.Fields.Described;
import dev.faux.shop.Id;
import dev.faux.shop.Id.Kind;
import dev.faux.shop.Uuids;
import dev.faux.shop.Variant;
import dev.faux.simulation.Founding;
import dev.faux.simulation.History;
import dev.faux.simulation.Loans;
import dev.faux.simulation.Profiles;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rows of what there is when a history begins, as they are then: computed when they are asked for, founder by founder, each
 * with the rows that tell of him. For one thread.
 */
final class FoundingRows {

    /** Whose rows stand in a table, and what kind of thing has its key. */
    private record Founders(Kind kind, Kind key) {}

    private static final Map<Table, Founders> BY_TABLE = Map.ofEntries(
            Map.entry(CatalogueTables.WAREHOUSES, new Founders(Kind.WAREHOUSE, Kind.WAREHOUSE)),
            Map.entry(CatalogueTables.VENDORS, new Founders(Kind.VENDOR, Kind.VENDOR)),
            Map.entry(CatalogueTables.CATEGORIES, new Founders(Kind.CATEGORY, Kind.CATEGORY)),
            Map.entry(CatalogueTables.PRODUCTS, new Founders(Kind.PRODUCT, Kind.PRODUCT)),
            Map.entry(CatalogueTables.VARIANTS, new Founders(Kind.PRODUCT, Kind.VARIANT)),
            Map.entry(CatalogueTables.PRICES, new Founders(Kind.PRODUCT, Kind.PRODUCT)),
            Map.entry(PeopleTables.USERS, new Founders(Kind.CUSTOMER, Kind.CUSTOMER)),
            Map.entry(PeopleTables.ADDRESSES, new Founders(Kind.CUSTOMER, Kind.ADDRESS)),
            Map.entry(PeopleTables.PAYMENT_METHODS, new Founders(Kind.CUSTOMER, Kind.PAYMENT_METHOD)),
            Map.entry(LoanTables.LOANS, new Founders(Kind.CUSTOMER, Kind.LOAN)),
            Map.entry(LoanTables.LOAN_PAYMENTS, new Founders(Kind.CUSTOMER, Kind.LOAN_PAYMENT)));

    /** What kind of thing a column names that tells whose row it is. */
    private static final Map<String, Kind> NAMING =
            Map.of("user_id", Kind.CUSTOMER, "product_id", Kind.PRODUCT, "loan_id", Kind.LOAN);

    private final Founding founding;
    private final ToldRows told;
    private final LoanTables loans;
    private final Profiles profiles;
    private final Uuids uuids;

    FoundingRows(History history) {
        founding = new Founding(history);
        told = new ToldRows(history);
        loans = new LoanTables(history);
        profiles = new Profiles(history);
        uuids = history.uuids();
    }

    /** How many founders a table tells of, numbered from 1. */
    long founders(Table table) {
        Founders founders = BY_TABLE.get(table);
        return founders == null ? 0 : founding.count(founders.kind);
    }

    /** Whether each founder has one row there. */
    boolean hasOneRowEach(Table table) {
        Founders founders = BY_TABLE.get(table);
        return founders == null || founders.kind == founders.key && table.key().size() == 1;
    }

    /** One of the rows of a founder, counted from 0. */
    Described row(Table table, long founder, int place) {
        if (table == PeopleTables.USERS) {
            CustomerIntroduced customer = (CustomerIntroduced) founding.event(Kind.CUSTOMER, founder);
            return fields -> {
                profiles.describePerson(customer.customer(), 0, customer.points(), fields);
                fields.time("updated_at", customer.customer().at());
                fields.flag("is_active", true);
            };
        }
        return new Row(table.columns(), of(table, founder).get(place));
    }

    /** The rows of one founder in a table, in the order in which he tells of them. */
    List<@Nullable Object[]> of(Table table, long founder) {
        Founders founders = BY_TABLE.get(table);
        if (founders == null) {
            return List.of();
        }
        if (table == LoanTables.LOANS) {
            return loans.loans(founder);
        }
        if (table == LoanTables.LOAN_PAYMENTS) {
            return loans.payments(founder);
        }
        return List.copyOf(told.of(table, founding.event(founders.kind, founder)));
    }

    /** The founder who tells of the row with this key, or 0 if it is none of theirs. */
    long founder(Table table, Id key) {
        Founders founders = BY_TABLE.get(table);
        if (founders == null) {
            return 0;
        }
        long founder = switch (founders.key) {
            case ADDRESS, PAYMENT_METHOD -> owner(Belonging.of(key));
            case LOAN_PAYMENT -> Loans.customer(key);
            case VARIANT -> Variant.product((int) key.number());
            default -> key.number();
        };
        return founder <= founding.count(founders.kind) ? founder : 0;
    }

    private long founder(Table table, Kind kind, String text) {
        Id key = uuids.parse(kind, UUID.fromString(text));
        return key == null ? 0 : founder(table, key);
    }

    /** Whether a row fulfils a condition. */
    boolean holds(Table table, @Nullable Object[] row, Condition condition) {
        int place = table.place(condition.column());
        Object value = row[place];
        String given = condition.value();
        if (value == null || given == null) {
            return value == null && given == null;
        }
        int order = switch (value) {
            case Id id -> uuids.of(id).toString().compareTo(given);
            case Long number
            when table.columns().get(place).type().equals("timestamptz") ->
                Long.compare(number, Instant.parse(given).toEpochMilli());
            default -> String.valueOf(value).compareTo(given);
        };
        return switch (condition.test()) {
            case IS -> order == 0;
            case FROM -> order >= 0;
            case BEFORE -> order < 0;
            case IS_NONE -> false;
        };
    }

    /**
     * The founder who alone can have rows with this value in a column, 0 if none can, or -1 if the value does not say.
     */
    long named(Table table, String column, String value) {
        Founders founders = BY_TABLE.get(table);
        if (founders == null) {
            return 0;
        }
        if (column.equals(table.key().getFirst())) {
            return founder(table, founders.key, value);
        }
        Kind kind = NAMING.get(column);
        if (kind == null || kind == Kind.PRODUCT && founders.kind != Kind.PRODUCT) {
            return -1;
        }
        // Who has a loan has its number.
        Id id = uuids.parse(kind, UUID.fromString(value));
        return id != null && id.number() <= founding.count(founders.kind) ? id.number() : 0;
    }

    /** What he told later is told later. */
    private static long owner(Belonging belonging) {
        return belonging.revision() == 0 ? belonging.owner() : 0;
    }
}
