package dev.faux.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PrivacyTest {

    private static final long SEED = 42;
    private static final long CUSTOMER = 12_345;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "email | j.doe@mail.example.com | [0-9a-f]{16}@anonymised.example.com",
                "username | johndoe | Customer_12345",
                "first_name | John | Customer_12345",
                "last_name | Doe | Anonymous",
                "phone_number | +1-501-555-0107 | \\+0-[0-9]{3}-[0-9]{3}-[0-9]{4}",
                "address | 258 Hill Rd | Address_[0-9a-f]{8}",
                "shipping_address | 258 Hill Rd, Little Rock | Address_[0-9a-f]{8}",
                "company | Hill Ltd | Company_[0-9a-f]{8}",
                "postal_code | 72296 | 72\\*\\*\\*",
                "birth_date | 1983-05-27 | 1983-01-01",
                "card_number | 4111111111111111 | tok_[0-9a-f]{16}",
                "city | Little Rock | Little Rock",
                "segment | loyal | loyal",
            })
    void nobody_is_known_by_what_is_anonymised(String field, String value, String expected) {
        String shown = Privacy.ANONYMISED.text(SEED, field, value, CUSTOMER);
        assertThat(shown).matches(expected);
        assertThat(Privacy.ANONYMISED.text(SEED, field, value, CUSTOMER)).isEqualTo(shown);
        assertThat(Privacy.FULL.text(SEED, field, value, CUSTOMER)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "email | j.doe@mail.example.com | j.doe+gdpr-12345@mail.example.com",
                "username | johndoe | johndoe.gdpr-12345",
                "last_name | Doe | Doe gdpr-12345",
                "shipping_address | 258 Hill Rd | 258 Hill Rd gdpr-12345",
                "phone_number | +1-501-555-0107 | +1-501-555-0107",
                "card_number | 4111111111111111 | 4111111111111111",
            })
    void what_is_traced_says_whose_it_is(String field, String value, String expected) {
        assertThat(Privacy.GDPR_TEST.text(SEED, field, value, CUSTOMER)).isEqualTo(expected);
    }

    @Test
    void two_of_a_kind_stay_two_and_the_same_stays_the_same() {
        Set<String> shown = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            shown.add(Privacy.ANONYMISED.text(SEED, "email", "someone" + i + "@mail.example.com", i));
        }
        assertThat(shown).hasSize(1_000);
        assertThat(Privacy.ANONYMISED.text(SEED, "card_number", "4111", 1))
                .isEqualTo(Privacy.ANONYMISED.text(SEED, "card_number", "4111", 2))
                .isNotEqualTo(Privacy.ANONYMISED.text(SEED + 1, "card_number", "4111", 1));
    }

    @Test
    void all_that_can_be_consented_to_occurs() {
        Set<String> consents = new HashSet<>();
        for (int customer = 1; customer <= 8; customer++) {
            consents.add("" + Privacy.GDPR_TEST.flag("email_consent", true, customer)
                    + Privacy.GDPR_TEST.flag("sms_consent", true, customer)
                    + Privacy.GDPR_TEST.flag("profiling_consent", true, customer));
        }
        assertThat(consents).hasSize(8);
        assertThat(Privacy.GDPR_TEST.flag("is_active", true, 8)).isTrue();
        assertThat(Privacy.ANONYMISED.flag("sms_consent", true, 8)).isTrue();
    }

    @Test
    void modes_have_names() {
        for (Privacy each : Privacy.values()) {
            assertThat(Privacy.of(each.wireName())).isEqualTo(each);
        }
        assertThatThrownBy(() -> Privacy.of("none"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("pii is none, expected one of full, anonymised, gdpr-test");
    }
}
