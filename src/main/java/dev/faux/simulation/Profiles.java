package dev.faux.simulation;

import dev.faux.shop.Fields;
import dev.faux.shop.Fields.Described;
import dev.faux.shop.Id;
import dev.faux.shop.Id.Kind;
import dev.faux.shop.Text;
import dev.faux.simulation.Dice.Stream;
import dev.faux.simulation.Form.Gap;
import dev.faux.simulation.Names.Name;
import dev.faux.simulation.Scenario.Consents;
import dev.faux.simulation.Wallets.Card;
import dev.faux.simulation.Wallets.Means;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * What customers have told the shop, as the fields of an event: personal data, made where it is shown and kept nowhere. All of
 * it is harmless: it can reach no real person. Texts are put together in one place that is used again and again; for one thread.
 */
public final class Profiles {

    private static final double FOREIGN_NAMES = 0.05;
    private static final int LONG = 256;

    private final long seed;
    private final Consents consents;
    private final Population population;
    private final Text text = new Text(LONG);
    private final Text number = new Text(LONG);

    public Profiles(History history) {
        seed = history.seed();
        consents = history.scenario().distributions().consents();
        population = new Population(history);
    }

    /**
     * Describes a customer. The first address is where he lives, the first means of payment the one he prefers.
     *
     * @param revision how often he has told something new
     * @param points his loyalty points
     */
    public void describe(Id customer, int revision, long points, Fields fields) {
        List<Address> addresses = new ArrayList<>(2);
        for (Id id : population.addresses(customer, revision)) {
            addresses.add(population.address(id));
        }
        describePerson(customer, revision, points, addresses.getFirst(), fields);
        fields.list("addresses", each(addresses, this::describe));
        fields.list("payment_methods", each(population.means(customer, revision), this::describe));
        fields.time("created_at", customer.at());
    }

    /** The same without what he has several of. */
    public void describePerson(Id customer, int revision, long points, Fields fields) {
        Address home =
                population.address(population.addresses(customer, revision).getFirst());
        describePerson(customer, revision, points, home, fields);
        fields.time("created_at", customer.at());
    }

    private void describePerson(Id customer, int revision, long points, Address home, Fields fields) {
        fields.id("user_id", customer);
        String country = describeNames(customer, fields);
        population.fillPhone(customer, revision, home, clear());
        fields.text("phone_number", text);
        describePlace(home, fields);
        fields.text("market", country);
        LocalDate birth = LocalDate.ofEpochDay(population.birthDay(customer));
        fillMonth(birth.getYear(), birth.getMonthValue());
        fillTwo(birth.getDayOfMonth());
        fields.text("birth_date", text);
        fields.text("segment", population.segment(customer.number()).name());
        fields.number("loyalty_points", points);
        int told = Told.of(seed, customer, revision).consents();
        Dice dice = Dice.of(seed, Kind.CUSTOMER, customer.number() << 8 | told, Stream.CONSENT);
        fields.flag("email_consent", dice.chance(consents.email()));
        fields.flag("sms_consent", dice.chance(consents.sms()));
        fields.flag("profiling_consent", dice.chance(consents.profiling()));
    }

    /** One of the addresses that a customer has, or had, on one line; good until the next call. */
    public Text address(Id address) {
        population.address(address).fillWhole(clear());
        return text;
    }

    /** The country says in which market he buys. */
    private String describeNames(Id customer, Fields fields) {
        Dice dice = Dice.of(seed, Kind.CUSTOMER, customer.number(), Stream.NATURE);
        List<Names> names = population.names();
        Names own = names.get(population.market(customer));
        Names culture = dice.chance(FOREIGN_NAMES) ? names.get(dice.below(names.size())) : own;
        Name first = dice.often(culture.given());
        Name last = dice.often(culture.family());
        number.clear().add(customer.number());
        fillMailbox(first.letters(), last.letters(), dice);
        text.add(number).add('@').add(dice.often(own.mailDomains()));
        fields.text("email", text);
        clear().add(first.letters()).add(last.letters()).add(number);
        fields.text("username", text);
        fields.text("first_name", first.shown());
        fields.text("last_name", last.shown());
        return own.country();
    }

    /** The customer's number comes behind it, so that no two are alike. */
    private void fillMailbox(Text first, Text last, Dice dice) {
        clear();
        switch (dice.below(8)) {
            case 0, 1, 2, 3 -> text.add(first).add('.').add(last);
            case 4, 5 -> text.addFirst(first).add('.').add(last);
            case 6 -> text.add(last).add('.').add(first);
            default -> text.add(first);
        }
        text.add('.');
    }

    private void describe(Address address, Fields fields) {
        fields.id("address_id", address.id());
        fields.text("kind", address.dwelling());
        if (address.family() != null) {
            fields.text("company", line(address, Gap.COMPANY));
        }
        describePlace(address, fields);
        fields.text("area", address.place().isRural() ? "rural" : "urban");
    }

    private void describePlace(Address address, Fields fields) {
        fields.text("address", line(address, Gap.LINE));
        fields.text("city", address.place().city());
        fields.text("state", address.place().region());
        fields.text("postal_code", address.postalCode());
        fields.text("country", address.local().country());
    }

    private void describe(Means means, Fields fields) {
        fields.id("payment_method_id", means.id());
        fields.text("payment_method", means.kind());
        fields.money("limit", means.limit());
        fields.currency(means.limit());
        Card card = means.card();
        if (card != null) {
            fields.text("card_brand", card.brand());
            fields.text("card_number", clear().add(card.number()));
            fillMonth(card.expires().getYear(), card.expires().getMonthValue());
            fields.text("card_expires", text);
        }
    }

    private static <T> List<Described> each(List<T> values, BiConsumer<T, Fields> describe) {
        List<Described> described = new ArrayList<>(values.size());
        for (T value : values) {
            described.add(fields -> describe.accept(value, fields));
        }
        return described;
    }

    private void fillMonth(int year, int month) {
        clear().add(year);
        fillTwo(month);
    }

    private void fillTwo(int number) {
        text.add('-').add((char) ('0' + number / 10)).add((char) ('0' + number % 10));
    }

    private Text line(Address address, Gap gap) {
        address.fill(gap, clear());
        return text;
    }

    private Text clear() {
        return text.clear();
    }
}
