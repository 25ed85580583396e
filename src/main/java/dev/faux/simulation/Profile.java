package dev.faux.simulation;

import dev.faux.shop.Id;
import dev.faux.shop.Money;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a customer has told the shop. The first address is where he lives, the first means of payment the one he prefers. */
public record Profile(
        String email,
        String username,
        String firstName,
        String lastName,
        String phone,
        String market,
        LocalDate birthDate,
        String segment,
        boolean allowsEmail,
        boolean allowsSms,
        boolean allowsProfiling,
        List<Address> addresses,
        List<Means> means) {

    /**
     * @param dwelling home, apartment or business
     * @param company only where it is a business
     * @param line street and number, as they are written there
     */
    public record Address(
            Id id,
            String dwelling,
            @Nullable String company,
            String line,
            String city,
            String region,
            String postalCode,
            String country,
            boolean isRural) {}

    /** @param limit the most that one payment can be */
    public record Means(
            Id id, String kind, Money limit, @Nullable Card card) {}

    /** @param expires as in {@code 2029-03} */
    public record Card(String brand, String number, String expires) {}
}
