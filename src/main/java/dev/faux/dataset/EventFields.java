package dev.faux.dataset;

import dev.faux.shop.Event;
import dev.faux.shop.Fields;
import dev.faux.shop.Id;
import dev.faux.shop.Money;
import dev.faux.simulation.History;
import dev.faux.simulation.Profiles;
import java.util.ArrayList;
import java.util.List;

/** Takes what events tell as it is: no text is made of what may never be shown. For one thread. */
final class EventFields implements Fields {

    private final Profiles profiles;
    private Told told = Told.at(0L);

    EventFields(History history) {
        profiles = new Profiles(history);
    }

    /** @param at when it happened, in milliseconds since 1970 UTC */
    Told of(Event event, long at) {
        told = Told.at(at);
        event.describe(this);
        return told;
    }

    @Override
    public void id(String name, Id value) {
        told.put(name, value);
    }

    @Override
    public void number(String name, long value) {
        told.put(name, value);
    }

    @Override
    public void text(String name, String value) {
        told.put(name, value);
    }

    @Override
    public void money(String name, Money value) {
        told.put(name, value);
    }

    @Override
    public void time(String name, long millis) {
        told.put(name, millis);
    }

    @Override
    public void list(String name, List<? extends Described> values) {
        Told whole = told;
        List<Told> parts = new ArrayList<>(values.size());
        for (Described each : values) {
            told = whole.part(parts.size());
            each.describe(this);
            parts.add(told);
        }
        told = whole;
        told.putParts(name, parts);
    }

    @Override
    public void texts(String name, List<String> values) {
        told.put(name, values);
    }

    @Override
    public void flag(String name, boolean value) {
        told.put(name, value);
    }

    @Override
    public void decimal(String name, double value) {
        told.put(name, value);
    }

    @Override
    public void decimals(String name, List<Double> values) {
        told.put(name, values);
    }

    @Override
    public void profile(Id customer, int revision, long points) {
        profiles.describe(customer, revision, points, this);
    }

    @Override
    public void address(String name, Id address) {
        told.put(name, profiles.address(address).toString());
    }
}
