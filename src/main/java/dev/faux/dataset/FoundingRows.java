package dev.faux.dataset;

import dev.faux.shop.Belonging;
import dev.faux.shop.CustomerEvent.CustomerIntroduced;
import dev.faux.shop.Fields.Described;
import dev.faux.shop.Id;
import dev.faux.shop.Id.Kind;
import dev.faux.shop.Uuids;
import dev.faux.shop.Variant;
import dev.faux.simulation.Founding;
import dev.faux.simulation.History;
import dev.faux.simulation.Profiles;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows that the events of a shop's opening, and those that introduce its customers, put into a table. For one thread. */
final class FoundingRows implements StartRows {

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
            Map.entry(PeopleTables.PAYMENT_METHODS, new Founders(Kind.CUSTOMER, Kind.PAYMENT_METHOD)));

    /** Those that have any. */
    static final Set<Table> TABLES = BY_TABLE.keySet();

    /** What kind of founder a column names. */
    private static final Map<String, Kind> NAMING = Map.of("user_id", Kind.CUSTOMER, "product_id", Kind.PRODUCT);

    private final Table table;
    private final @Nullable Founders founders;
    private final Founding founding;
    private final ToldRows told;
    private final Profiles profiles;
    private final Uuids uuids;

    FoundingRows(Table table, History history) {
        this.table = table;
        founders = BY_TABLE.get(table);
        founding = new Founding(history);
        told = new ToldRows(history);
        profiles = new Profiles(history);
        uuids = history.uuids();
    }

    @Override
    public long founders() {
        return founders == null ? 0 : founding.count(founders.kind);
    }

    @Override
    public boolean hasOneRowEach() {
        return founders == null || founders.kind == founders.key && table.key().size() == 1;
    }

    @Override
    public Described row(long founder, int place) {
        return table == PeopleTables.USERS
                ? customer(founder)
                : new Row(table.columns(), of(founder).get(place));
    }

    /** Without making texts of what is written at once. */
    private Described customer(long founder) {
        CustomerIntroduced customer = (CustomerIntroduced) founding.event(Kind.CUSTOMER, founder);
        return fields -> {
            profiles.describePerson(customer.customer(), 0, customer.points(), fields);
            fields.time("updated_at", customer.customer().at());
            fields.flag("is_active", true);
        };
    }

    @Override
    public List<@Nullable Object[]> of(long founder) {
        return founders == null ? List.of() : List.copyOf(told.of(table, founding.event(founders.kind, founder)));
    }

    /** Whether a row with this key is one of theirs. */
    boolean has(Id key) {
        return founders != null && founder(founders, key) > 0;
    }

    private long founder(Founders all, Id key) {
        long founder = switch (all.key) {
            case ADDRESS, PAYMENT_METHOD -> owner(Belonging.of(key));
            case VARIANT -> Variant.product((int) key.number());
            default -> key.number();
        };
        return founder <= founding.count(all.kind) ? founder : 0;
    }

    @Override
    public long named(String column, String value) {
        if (founders == null) {
            return 0;
        }
        boolean isKey = column.equals(table.key().getFirst());
        Kind kind = isKey ? founders.key : NAMING.get(column);
        if (kind == null || !isKey && kind != founders.kind) {
            return -1;
        }
        Id id = uuids.parse(kind, UUID.fromString(value));
        if (id == null) {
            return 0;
        }
        return isKey ? founder(founders, id) : id.number() <= founders() ? id.number() : 0;
    }

    /** What he told later is told later. */
    private static long owner(Belonging belonging) {
        return belonging.revision() == 0 ? belonging.owner() : 0;
    }
}
