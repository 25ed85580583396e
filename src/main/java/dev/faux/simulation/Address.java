package dev.faux.simulation;

import dev.faux.shop.Id;
import dev.faux.simulation.Form.Gap;
import java.util.List;
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
        @Nullable String family,
        int unit,
        int number,
        String street,
        String postalCode) {

    static final String HOME = "home";
    static final String APARTMENT = "apartment";
    static final String BUSINESS = "business";
    static final List<String> DWELLINGS = List.of(HOME, APARTMENT, BUSINESS);

    void fill(Gap gap, StringBuilder text) {
        switch (gap) {
            case UNIT -> text.append(unit);
            case NUMBER -> text.append(number);
            case STREET -> text.append(street);
            case FAMILY -> text.append(family);
            case COMPANY -> local.forms().company().fill(this, text);
            case LINE -> line().fill(this, text);
            case CITY -> text.append(place.city());
            case REGION -> text.append(place.region());
            case POSTAL_CODE -> text.append(postalCode);
            case COUNTRY -> text.append(local.country());
        }
    }

    /** All of it on one line. */
    void fillWhole(StringBuilder text) {
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
