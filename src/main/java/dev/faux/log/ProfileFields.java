package dev.faux.log;

import dev.faux.shop.Fields;
import dev.faux.shop.Fields.Described;
import dev.faux.shop.Id;
import dev.faux.simulation.Profile;
import dev.faux.simulation.Profile.Address;
import dev.faux.simulation.Profile.Means;
import java.util.ArrayList;
import java.util.List;

/** What a customer has told, and what the shop knows of him, as the fields of an event. */
record ProfileFields(Id customer, Profile profile, long points) implements Described {

    @Override
    public void describe(Fields fields) {
        Address home = profile.addresses().getFirst();
        fields.id("user_id", customer);
        fields.text("email", profile.email());
        fields.text("username", profile.username());
        fields.text("first_name", profile.firstName());
        fields.text("last_name", profile.lastName());
        fields.text("phone_number", profile.phone());
        describePlace(home, fields);
        fields.text("market", profile.market());
        fields.text("birth_date", profile.birthDate().toString());
        fields.text("segment", profile.segment());
        fields.number("loyalty_points", points);
        fields.flag("email_consent", profile.allowsEmail());
        fields.flag("sms_consent", profile.allowsSms());
        fields.flag("profiling_consent", profile.allowsProfiling());
        List<Described> addresses = new ArrayList<>(profile.addresses().size());
        for (Address each : profile.addresses()) {
            addresses.add(new AddressFields(each));
        }
        fields.list("addresses", addresses);
        List<Described> means = new ArrayList<>(profile.means().size());
        for (Means each : profile.means()) {
            means.add(new MeansFields(each));
        }
        fields.list("payment_methods", means);
        fields.time("created_at", customer.at());
    }

    private static void describePlace(Address address, Fields fields) {
        fields.text("address", address.line());
        fields.text("city", address.city());
        fields.text("state", address.region());
        fields.text("postal_code", address.postalCode());
        fields.text("country", address.country());
    }

    private record AddressFields(Address address) implements Described {

        @Override
        public void describe(Fields fields) {
            fields.id("address_id", address.id());
            fields.text("kind", address.dwelling());
            if (address.company() != null) {
                fields.text("company", address.company());
            }
            describePlace(address, fields);
            fields.text("area", address.isRural() ? "rural" : "urban");
        }
    }

    private record MeansFields(Means means) implements Described {

        @Override
        public void describe(Fields fields) {
            fields.id("payment_method_id", means.id());
            fields.text("payment_method", means.kind());
            fields.money("limit", means.limit());
            fields.currency(means.limit());
            Profile.Card card = means.card();
            if (card != null) {
                fields.text("card_brand", card.brand());
                fields.text("card_number", card.number());
                fields.text("card_expires", card.expires());
            }
        }
    }
}
