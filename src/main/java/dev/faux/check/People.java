package dev.faux.check;

import dev.faux.simulation.Scenario;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The customers, and what they told the shop. */
final class People implements Inspector {

    private static final Pattern HARMLESS_MAIL =
            Pattern.compile("[a-z0-9._%+-]+@([a-z0-9-]+\\.)*example\\.(com|org|net)", Pattern.CASE_INSENSITIVE);
    private static final Pattern HARMLESS_PHONE = Pattern.compile("\\+1-[2-9]\\d\\d-555-01\\d\\d");

    private final Memory memory;
    private final int adult;
    private final LongSet mails = new LongSet();
    private final LongSet names = new LongSet();
    private final Rule once;
    private final Rule unique;
    private final Rule introduced;
    private final Rule ofAge;
    private final Rule harmless;
    private @Nullable UUID expected;
    private long expectedAt;

    People(Rules rules, Scenario scenario, Memory memory) {
        this.memory = memory;
        this.adult = scenario.distributions().age().minimum();
        once = rules.add("customer-appears-once", "A customer is introduced or registers exactly once.");
        unique = rules.add("email-and-username-unique", "No two customers share an e-mail address or a user name.");
        introduced = rules.add(
                "introduced-right-before-he-acts",
                "Who was a customer before the history is introduced directly before his first event in it.");
        ofAge = rules.add("customer-of-age", "A customer had reached the scenario's least age when he registered.");
        harmless = rules.add(
                "harmless-data", "E-mail addresses and phone numbers are of those that can reach no real person.");
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
            profile(event);
        }
    }

    private void profile(Event event) {
        UUID customer = event.id(Field.USER_ID);
        boolean isNew = memory.customers.add(customer);
        once.expect(event, isNew, () -> "user_id " + customer + " appears again, expected once");
        String mail = event.text(Field.EMAIL);
        String name = event.text(Field.USERNAME);
        if (isNew) {
            unique.expect(event, mails.add(mail), () -> "email " + mail + " is another customer's too");
            unique.expect(event, names.add(name), () -> "username " + name + " is another customer's too");
        }
        harmless.expect(
                event,
                HARMLESS_MAIL.matcher(mail).matches(),
                () -> "email " + mail + ", expected a domain under example.com, example.org or example.net");
        String phone = event.text(Field.PHONE_NUMBER);
        harmless.expect(
                event,
                HARMLESS_PHONE.matcher(phone).matches(),
                () -> "phone_number " + phone + ", expected +1-NNN-555-01NN");
        LocalDate born = LocalDate.ofEpochDay(event.number(Field.BIRTH_DATE));
        LocalDate registered =
                LocalDate.ofInstant(Instant.ofEpochMilli(event.number(Field.CREATED_AT)), ZoneOffset.UTC);
        ofAge.expect(
                event,
                !born.plusYears(adult).isAfter(registered),
                () -> "birth_date " + born + " with created_at on " + registered + ", expected " + adult
                        + " years between them at least");
        if (event.type == Type.CUSTOMER_INTRODUCED) {
            expected = customer;
            expectedAt = event.position + 1;
        }
    }
}
