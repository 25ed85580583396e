package dev.faux.simulation;

import dev.faux.shop.Belonging;
import dev.faux.shop.Id;
import dev.faux.shop.Id.Kind;
import dev.faux.shop.Text;
import dev.faux.simulation.Dice.Stream;
import java.util.List;

/** Where customers live and let themselves be sent things. Each address follows from its id. */
final class Addresses {

    private static final int UNITS = 60;

    private final Population population;
    private final long seed;
    private final Scenario.Distributions distributions;
    private final List<Names> names;

    /** @param names by market */
    Addresses(Population population, long seed, Scenario.Distributions distributions, List<Names> names) {
        this.population = population;
        this.seed = seed;
        this.distributions = distributions;
        this.names = names;
    }

    /** Where he lives first. */
    List<Id> ids(Id customer, Told told) {
        Id home = home(customer, told);
        boolean hasOther = Dice.of(seed, Kind.CUSTOMER, customer.number(), Stream.BELONGINGS)
                .chance(distributions.otherAddress());
        return hasOther ? List.of(home, Belonging.id(Kind.ADDRESS, customer, 0, 1)) : List.of(home);
    }

    Address of(Id id) {
        Names local = local(id);
        Dice dice = dice(id);
        Names.Place place = dice.often(local.places());
        String dwelling = distributions.dwellings().pick(dice);
        Text family =
                dwelling.equals(Address.BUSINESS) ? dice.often(local.family()).shown() : null;
        int unit = dwelling.equals(Address.APARTMENT) ? 1 + dice.below(UNITS) : 0;
        int number = 1 + dice.below(local.forms().houses());
        Text street = dice.often(local.streets());
        Text postalCode = new Text(place.postalCode().length());
        dice.fill(place.postalCode(), postalCode);
        return new Address(id, local, place, dwelling, family, unit, number, street, postalCode);
    }

    boolean isRural(Id customer, Told told) {
        return place(home(customer, told)).isRural();
    }

    /**
     * A telephone number of where he lived when he told it.
     *
     * @param home where he lives
     */
    void fillPhone(Id customer, Told told, Address home, Text text) {
        Id then = home(customer, Told.of(seed, customer, told.phone()));
        Names.Place place = then.equals(home.id()) ? home.place() : place(then);
        Dice.of(seed, Kind.CUSTOMER, customer.number() << 8 | told.phone(), Stream.PHONE)
                .fill(place.phone(), text);
    }

    private static Id home(Id customer, Told told) {
        return Belonging.id(Kind.ADDRESS, customer, told.home(), 0);
    }

    /** The town of an address: the first that its dice are thrown for. */
    private Names.Place place(Id address) {
        return dice(address).often(local(address).places());
    }

    private Names local(Id address) {
        return names.get(population.market(Belonging.of(address).owner()));
    }

    private Dice dice(Id address) {
        return Dice.of(seed, Kind.ADDRESS, address.number(), Stream.NATURE);
    }
}
