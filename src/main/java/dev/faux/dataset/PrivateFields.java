package dev.faux.dataset;

import dev.faux.shop.Fields;
import dev.faux.shop.Id;
import dev.faux.shop.Id.Kind;
import dev.faux.shop.Money;
import dev.faux.shop.Privacy;
import dev.faux.simulation.History;
import java.util.List;
import java.util.UUID;

/** Passes rows on with their personal data as a {@link Privacy} shows them. The customer whom a row is about stands before
 * them; nobody is number 0. */
final class PrivateFields implements Fields {

    private static final String CUSTOMER = "user_id";

    private final Fields fields;
    private final Privacy privacy;
    private final History history;
    private long customer;

    PrivateFields(Fields fields, Privacy privacy, History history) {
        this.fields = fields;
        this.privacy = privacy;
        this.history = history;
    }

    /** The same rows with their personal data shown so. */
    static Described shown(Described row, Privacy privacy, History history) {
        return privacy == Privacy.FULL ? row : fields -> row.describe(new PrivateFields(fields, privacy, history));
    }

    @Override
    public void id(String name, Id value) {
        if (name.equals(CUSTOMER)) {
            customer = value.number();
        }
        fields.id(name, value);
    }

    @Override
    public void text(String name, String value) {
        if (name.equals(CUSTOMER)) {
            Id id = history.uuids().parse(Kind.CUSTOMER, UUID.fromString(value));
            customer = id == null ? 0 : id.number();
        }
        fields.text(name, privacy.text(history.seed(), name, value, customer));
    }

    @Override
    public void flag(String name, boolean value) {
        fields.flag(name, privacy.flag(name, value, customer));
    }

    @Override
    public void list(String name, List<? extends Described> values) {
        fields.list(
                name,
                values.stream()
                        .<Described>map(value -> inner -> value.describe(inner(inner)))
                        .toList());
    }

    private PrivateFields inner(Fields inner) {
        PrivateFields same = new PrivateFields(inner, privacy, history);
        same.customer = customer;
        return same;
    }

    @Override
    public void number(String name, long value) {
        fields.number(name, value);
    }

    @Override
    public void money(String name, Money value) {
        fields.money(name, value);
    }

    @Override
    public void time(String name, long millis) {
        fields.time(name, millis);
    }

    @Override
    public void texts(String name, List<String> values) {
        fields.texts(name, values);
    }

    @Override
    public void none(String name) {
        fields.none(name);
    }

    @Override
    public void decimal(String name, double value) {
        fields.decimal(name, value);
    }

    @Override
    public void decimals(String name, List<Double> values) {
        fields.decimals(name, values);
    }

    /** Rows have it field by field. */
    @Override
    public void profile(Id customer, int revision, long points) {
        throw new UnsupportedOperationException("profile");
    }

    /** Rows have it as a text. */
    @Override
    public void address(String name, Id address) {
        throw new UnsupportedOperationException(name);
    }
}
