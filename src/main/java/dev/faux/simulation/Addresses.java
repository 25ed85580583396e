package dev.faux.simulation;

import dev.faux.shop.Belonging;
import dev.faux.shop.Id;
import dev.faux.shop.Id.Kind;
import dev.faux.simulation.Dice.Stream;
import dev.faux.simulation.Profile.Address;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where customers live and let themselves be sent things. Each address follows from its id. */
final class Addresses {

    /** The kinds that there are. */
    static final List<String> DWELLINGS = List.of("home", "apartment", "business");

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
        Id home = Belonging.id(Kind.ADDRESS, customer, told.home(), 0);
        boolean hasOther = Dice.of(seed, Kind.CUSTOMER, customer.number(), Stream.BELONGINGS)
                .chance(distributions.otherAddress());
        return hasOther ? List.of(home, Belonging.id(Kind.ADDRESS, customer, 0, 1)) : List.of(home);
    }

    List<Address> of(Id customer, Told told) {
        List<Address> addresses = new ArrayList<>(2);
        for (Id id : ids(customer, told)) {
            addresses.add(of(id));
        }
        return List.copyOf(addresses);
    }

    Address of(Id id) {
        Names local = names.get(population.market(Belonging.of(id).owner()));
        Dice dice = Dice.of(seed, Kind.ADDRESS, id.number(), Stream.NATURE);
        Names.Place place = dice.often(local.places());
        String dwelling = distributions.dwellings().pick(dice);
        String company = dwelling.equals("business") ? company(local, dice) : null;
        String line = line(local, dwelling, company, dice);
        String postalCode = dice.fill(place.postalCode());
        return new Address(
                id,
                dwelling,
                company,
                line,
                place.city(),
                place.region(),
                postalCode,
                local.country(),
                place.isRural());
    }

    /** All of it on one line. */
    String whole(Id id) {
        Address address = of(id);
        Names local = names.get(population.market(Belonging.of(id).owner()));
        return local.forms().whole().fill(gap -> switch (gap) {
            case "line" -> address.line();
            case "city" -> address.city();
            case "region" -> address.region();
            case "postal_code" -> address.postalCode();
            default -> address.country();
        });
    }

    boolean isRural(Id customer, Told told) {
        return place(Belonging.id(Kind.ADDRESS, customer, told.home(), 0)).isRural();
    }

    /** A telephone number of where he lived when he told it. */
    String phone(Id customer, Told told) {
        int home = Told.of(seed, customer, told.phone()).home();
        Id address = Belonging.id(Kind.ADDRESS, customer, home, 0);
        return Dice.of(seed, Kind.CUSTOMER, customer.number() << 8 | told.phone(), Stream.PHONE)
                .fill(place(address).phone());
    }

    /** The town of an address: the first that its dice are thrown for. */
    private Names.Place place(Id address) {
        Names local = names.get(population.market(Belonging.of(address).owner()));
        return Dice.of(seed, Kind.ADDRESS, address.number(), Stream.NATURE).often(local.places());
    }

    private static String company(Names local, Dice dice) {
        String family = dice.often(local.family()).shown();
        return local.forms().company().fill(gap -> family);
    }

    private static String line(Names local, String dwelling, @Nullable String company, Dice dice) {
        Names.Forms forms = local.forms();
        int unit = dwelling.equals("apartment") ? 1 + dice.below(UNITS) : 0;
        int number = 1 + dice.below(forms.houses());
        String street = dice.often(local.streets());
        Form form = switch (dwelling) {
            case "home" -> forms.home();
            case "apartment" -> forms.apartment();
            default -> forms.business();
        };
        return form.fill(gap -> switch (gap) {
            case "unit" -> Integer.toString(unit);
            case "number" -> Integer.toString(number);
            case "company" -> String.valueOf(company);
            default -> street;
        });
    }
}
