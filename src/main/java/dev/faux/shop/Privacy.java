package dev.faux.shop;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How personal data are shown, field by field: a pure function of the seed, the field, what it is and whose. Whatever refers to a
 * customer refers to the same one in every mode.
 */
public enum Privacy {
    /** As they are. */
    FULL,
    /** So that nobody is known by them any more. */
    ANONYMISED,
    /** So that they are found wherever they get to, and with all that customers can consent to in equal parts. */
    GDPR_TEST;

    private static final String DOMAIN = "@anonymised.example.com";
    private static final String EMAIL_CONSENT = "email_consent";
    private static final String SMS_CONSENT = "sms_consent";
    private static final String PROFILING_CONSENT = "profiling_consent";
    private static final int SHORT = 8;
    private static final int YEAR = 4;
    private static final int DISTRICT = 2;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException that tells all modes, where there is none of this name */
    public static Privacy of(String name) {
        return Arrays.stream(values())
                .filter(each -> each.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("pii is " + name + ", expected one of " + names()));
    }

    public static String names() {
        return Arrays.stream(values()).map(Privacy::wireName).collect(Collectors.joining(", "));
    }

    /**
     * A text that is about a customer.
     *
     * @param customer his number
     */
    public String text(long seed, String field, String value, long customer) {
        return switch (this) {
            case FULL -> value;
            case ANONYMISED -> anonymised(seed, field, value, customer);
            case GDPR_TEST -> marked(field, value, customer);
        };
    }

    private static String anonymised(long seed, String field, String value, long customer) {
        return switch (field) {
            case "email" -> hash(seed, value) + DOMAIN;
            case "username", "first_name" -> "Customer_" + customer;
            case "last_name" -> "Anonymous";
            case "phone_number" -> scrambled(seed, value);
            case "address", "shipping_address" -> "Address_" + hash(seed, value).substring(SHORT);
            case "company" -> "Company_" + hash(seed, value).substring(SHORT);
            case "postal_code" -> value.substring(0, Math.min(DISTRICT, value.length())) + "***";
            case "birth_date" -> value.substring(0, YEAR) + "-01-01";
            case "card_number" -> "tok_" + hash(seed, value);
            default -> value;
        };
    }

    private static String marked(String field, String value, long customer) {
        String marker = "gdpr-" + customer;
        return switch (field) {
            case "email" -> value.replace("@", '+' + marker + '@');
            case "username" -> value + '.' + marker;
            case "first_name", "last_name", "address", "shipping_address", "company" -> value + ' ' + marker;
            default -> value;
        };
    }

    /** Whether a customer consents. */
    public boolean flag(String field, boolean value, long customer) {
        int consent = List.of(EMAIL_CONSENT, SMS_CONSENT, PROFILING_CONSENT).indexOf(field);
        return this == GDPR_TEST && consent >= 0 ? (customer >> consent & 1) == 1 : value;
    }

    private static String hash(long seed, String value) {
        return HexFormat.of().toHexDigits(mixed(seed, value));
    }

    private static long mixed(long seed, String value) {
        long mixed = seed;
        for (int i = 0; i < value.length(); i++) {
            mixed = Mix.of(mixed, value.charAt(i));
        }
        return mixed;
    }

    /** Other digits, behind a country code that no country has. */
    private static String scrambled(long seed, String number) {
        StringBuilder scrambled = new StringBuilder("+0-");
        long mixed = mixed(seed, number);
        for (int i = number.indexOf('-') + 1; i < number.length(); i++) {
            char c = number.charAt(i);
            scrambled.append(Character.isDigit(c) ? (char) ('0' + (Mix.of(mixed, i) >>> 1) % 10) : c);
        }
        return scrambled.toString();
    }
}
