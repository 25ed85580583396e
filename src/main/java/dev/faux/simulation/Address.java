package dev.faux.simulation;

import dev.faux.shop.Id;
import dev.faux.shop.Text;
import dev.faux.simulation.Form.Gap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a customer lives or lets himself be sent things; its parts are put together as they are written there.
 *
 * @param dwelling one of {@link #DWELLINGS}
 * @param family whose company it is, or null if it is none
 * @param unit of an apartment
 * @param number of the house
 */
record Address(
        Id id,
        Names local,
        Names.Place place,
        String dwelling,
        @Nullable Text family,
        int unit,
        int number,
        Text street,
        Text postalCode) {

    static final String HOME = "home";
    static final String APARTMENT = "apartment";
    static final String BUSINESS = "business";
    static final List<String> DWELLINGS = List.of(HOME, APARTMENT, BUSINESS);

    void fill(Gap gap, Text text) {
        switch (gap) {
            case UNIT -> text.add(unit);
            case NUMBER -> text.add(number);
            case STREET -> text.add(street);
            case FAMILY -> text.add(Objects.requireNonNull(family));
            case COMPANY -> local.forms().company().fill(this, text);
            case LINE -> line().fill(this, text);
            case CITY -> text.add(place.city());
            case REGION -> text.add(place.region());
            case POSTAL_CODE -> text.add(postalCode);
            case COUNTRY -> text.add(local.country());
        }
    }

    /** All of it on one line. */
    void fillWhole(Text text) {
        local.forms().whole().fill(this, text);
    }

    private Form line() {
        return switch (dwelling) {
            case HOME -> local.forms().home();
            case APARTMENT -> local.forms().apartment();
            default -> local.forms().business();
        };
    }
}
