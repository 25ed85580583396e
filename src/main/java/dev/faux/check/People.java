package dev.faux.check;

import dev.faux.simulation.Scenario;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The customers, and what they told the shop. */
final class People implements Inspector {

    private static final Pattern HARMLESS_MAIL =
            Pattern.compile("[a-z0-9._%+-]+@([a-z0-9-]+\\.)*example\\.(com|org|net)", Pattern.CASE_INSENSITIVE);

    /** Numbers kept for fiction by those who give out numbers; in Brazil, where none are, such as are given to nobody. */
    private static final Map<String, Pattern> HARMLESS_PHONES = Map.of(
            "US", Pattern.compile("\\+1-[2-9]\\d\\d-555-01\\d\\d"),
            "GB",
                    Pattern.compile("\\+44-(20-7946-0\\d{3}|1(1[3-8]|21|31|41|51|61)-496-0\\d{3}|191-498-0\\d{3}"
                            + "|28-9649-6\\d{3}|29-2018-0\\d{3}|1632-960\\d{3})"),
            "DE", Pattern.compile("\\+49-(30-23125|69-90009|40-66969|221-4710|89-99998)-\\d{3}"),
            "FR", Pattern.compile("\\+33-(1-99-00|2-61-91|3-53-01|4-65-71|5-36-49)-\\d\\d-\\d\\d"),
            "BR", Pattern.compile("\\+55-\\d\\d-1555-01\\d\\d"));

    /** What anonymised events have in their place: a country code that no country has, what is left of a postal code, a token. */
    private static final Pattern SCRAMBLED_PHONE = Pattern.compile("\\+0-[\\d-]+");

    private static final Pattern CUT_POSTAL_CODE = Pattern.compile("([0-9A-Z]{2})\\*\\*\\*");
    private static final Pattern CARD_TOKEN = Pattern.compile("tok_[0-9a-f]{16}");

    private static final Map<String, Pattern> POSTAL_CODES = Map.of(
            "US", Pattern.compile("(\\d\\d)\\d{3}"),
            "GB", Pattern.compile("([A-Z]{1,2})\\d[0-9A-Z]? \\d[A-Z]{2}"),
            "DE", Pattern.compile("(\\d\\d)\\d{3}"),
            "FR", Pattern.compile("(\\d\\d)\\d{3}"),
            "BR", Pattern.compile("(\\d\\d)\\d{3}-\\d{3}"));

    /** The ranges whose cards no bank gives out. */
    private static final Pattern TEST_CARD = Pattern.compile("(411111|555555)\\d{10}|378282\\d{9}");

    private final Memory memory;
    private final Markets markets;
    private final int adult;
    private final LongSet mails = new LongSet();
    private final LongSet names = new LongSet();
    /** The place of his market in the scenario, by customer. */
    private final LongMap marketOf = new LongMap();
    /** A hash of what never changes, by customer. */
    private final LongMap identities = new LongMap();
    /** The region and the beginning of the postal code, by country and city. */
    private final Map<String, String> cities = new HashMap<>();

    private final Rule once;
    private final Rule unique;
    private final Rule introduced;
    private final Rule ofAge;
    private final Rule harmless;
    private final Rule places;
    private final Rule stays;
    private @Nullable UUID expected;
    private long expectedAt;

    People(Rules rules, Scenario scenario, Memory memory) {
        this.memory = memory;
        this.markets = new Markets(scenario);
        this.adult = scenario.distributions().age().minimum();
        once = rules.add("customer-appears-once", "A customer is introduced or registers exactly once.");
        unique = rules.add("email-and-username-unique", "No two customers share an e-mail address or a user name.");
        introduced = rules.add(
                "introduced-right-before-he-acts",
                "Who was a customer before the history is introduced directly before his first event in it.");
        ofAge = rules.add("customer-of-age", "A customer had reached the scenario's least age when he registered.");
        harmless = rules.add(
                "harmless-data",
                "E-mail addresses, phone and card numbers are of those that can reach no real person; cards pass Luhn's"
                        + " check.");
        places = rules.add(
                "city-region-and-postal-code",
                "A postal code has the form of its country, and a city always the same region and postal area.");
        stays = rules.add(
                "who-he-is-stays",
                "What a customer tells later leaves his e-mail address, user name, market and day of birth as they were.");
    }

    @Override
    public void inspect(Event event) {
        UUID awaited = expected;
        if (awaited != null) {
            expected = null;
            if (event.position == expectedAt) {
                UUID customer = event.id(Field.USER_ID);
                introduced.expect(
                        event,
                        awaited.equals(customer),
                        () -> "follows the introduction of " + awaited + ", expected his first event");
            }
        }
        if (event.type().key() == Type.Key.CUSTOMER) {
            appear(event);
            reach(event);
            event.addresses.forEach(address -> place(event, address));
            remember(event);
        } else if (event.type == Type.SESSION_STARTED || event.type == Type.ORDER_PLACED) {
            market(event);
        }
    }

    private void appear(Event event) {
        UUID customer = event.id(Field.USER_ID);
        boolean isUpdate = event.type == Type.CUSTOMER_UPDATED;
        boolean isNew = memory.customers.add(customer);
        if (!isUpdate) {
            once.expect(event, isNew, () -> "user_id " + customer + " appears again, expected once");
        }
        String mail = event.text(Field.EMAIL);
        String name = event.text(Field.USERNAME);
        if (isNew) {
            unique.expect(event, mails.add(mail), () -> "email " + mail + " is another customer's too");
            unique.expect(event, names.add(name), () -> "username " + name + " is another customer's too");
        }
        LocalDate born = LocalDate.ofEpochDay(event.number(Field.BIRTH_DATE));
        LocalDate registered =
                LocalDate.ofInstant(Instant.ofEpochMilli(event.number(Field.CREATED_AT)), ZoneOffset.UTC);
        ofAge.expect(
                event,
                !born.plusYears(adult).isAfter(registered),
                () -> "birth_date " + born + " with created_at on " + registered + ", expected " + adult
                        + " years between them at least");
        String told = mail + " " + name + " " + event.text(Field.MARKET) + " " + born;
        long before = identities.get(Hashes.of(customer), 0);
        if (isUpdate && before != 0) {
            stays.expect(
                    event,
                    before == Hashes.of(told),
                    () -> "he is now " + told
                            + ", expected e-mail address, user name, market and birth_date as before");
        }
        identities.put(Hashes.of(customer), Hashes.of(told));
        if (event.type == Type.CUSTOMER_INTRODUCED) {
            expected = customer;
            expectedAt = event.position + 1;
        }
    }

    private void reach(Event event) {
        String mail = event.text(Field.EMAIL);
        harmless.expect(
                event,
                HARMLESS_MAIL.matcher(mail).matches(),
                () -> "email " + mail + ", expected a domain under example.com, example.org or example.net");
        String phone = event.text(Field.PHONE_NUMBER);
        Pattern fictional = HARMLESS_PHONES.get(event.text(Field.MARKET));
        harmless.expect(
                event,
                fictional != null && fictional.matcher(phone).matches()
                        || SCRAMBLED_PHONE.matcher(phone).matches(),
                () -> "phone_number " + phone + ", expected one of market " + event.text(Field.MARKET)
                        + " that is given to nobody: " + fictional);
        for (Event.Means means : event.means) {
            if (!means.number().isEmpty()) {
                harmless.expect(
                        event,
                        TEST_CARD.matcher(means.number()).matches() && isEven(means.number())
                                || CARD_TOKEN.matcher(means.number()).matches(),
                        () -> "card_number " + means.number()
                                + ", expected one of a test range with Luhn's check digit");
            }
        }
    }

    /** Luhn's check: from the right every second digit counts double, its digits added; the sum ends in 0. */
    private static boolean isEven(String number) {
        int sum = 0;
        boolean isDouble = false;
        for (int i = number.length() - 1; i >= 0; i--) {
            int digit = Character.digit(number.charAt(i), 10) * (isDouble ? 2 : 1);
            sum += digit / 10 + digit % 10;
            isDouble = !isDouble;
        }
        return sum % 10 == 0;
    }

    private void place(Event event, Event.Address address) {
        places.expect(
                event,
                address.country().equals(event.text(Field.MARKET)),
                () -> "country " + address.country() + ", expected that of market " + event.text(Field.MARKET));
        Pattern form = CUT_POSTAL_CODE.matcher(address.postalCode()).matches()
                ? CUT_POSTAL_CODE
                : POSTAL_CODES.get(address.country());
        var matcher = form == null ? null : form.matcher(address.postalCode());
        if (matcher == null || !matcher.matches()) {
            places.expect(
                    event,
                    false,
                    () -> "postal_code " + address.postalCode() + " in " + address.country() + ", expected " + form);
            return;
        }
        String belongs = address.region() + " " + matcher.group(1);
        String city = address.country() + " " + address.city();
        String before = cities.putIfAbsent(city, belongs);
        if (before != null) {
            places.expect(
                    event,
                    before.equals(belongs),
                    () -> city + " in " + belongs + ", expected " + before + " as in earlier addresses");
        }
    }

    private void remember(Event event) {
        UUID customer = event.id(Field.USER_ID);
        memory.births.put(Hashes.of(customer), event.number(Field.BIRTH_DATE));
        marketOf.put(Hashes.of(customer), markets.place(event.text(Field.MARKET)));
        if (!event.addresses.isEmpty()) {
            memory.homes.put(
                    Hashes.of(customer), Hashes.of(event.addresses.getFirst().id()));
        }
        for (Event.Address address : event.addresses) {
            memory.addresses.add(Hashes.of(customer, address.id()));
        }
        for (Event.Means means : event.means) {
            memory.limits.put(Hashes.of(customer, means.id()), means.limit());
        }
    }

    private void market(Event event) {
        long market = marketOf.get(Hashes.of(event.id(Field.USER_ID)), -1);
        if (market >= 0) {
            stays.expect(
                    event,
                    event.is(Field.MARKET, markets.name((int) market)),
                    () -> "market " + event.text(Field.MARKET) + ", expected " + markets.name((int) market)
                            + ", that of the customer");
        }
    }
}
