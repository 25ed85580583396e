package dev.faux.shop;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One 64-bit chain over the events of a history, each with its own fields, before any rendering. Two histories whose digests
 * agree at a position agree up to it, whatever the batches, the format and the privacy in which they were shown.
 */
public final class Digest implements Fields {

    private long value;

    /** Continues a chain; a new one starts from 0. */
    public Digest(long value) {
        this.value = value;
    }

    public long value() {
        return value;
    }

    public void add(long at, @Nullable Id correlation, Event event) {
        mix(at);
        mix(event.type().ordinal());
        if (correlation != null) {
            mix(correlation.number());
        }
        event.describe(this);
    }

    @Override
    public void id(String name, Id id) {
        mix(id.number() ^ id.at() << 8);
    }

    @Override
    public void number(String name, long number) {
        mix(number);
    }

    @Override
    public void text(String name, String text) {
        // The one hashCode whose value the Java specification fixes, and a string keeps it.
        mix(text.hashCode());
    }

    @Override
    public void money(String name, Money money) {
        mix(money.minor());
    }

    @Override
    public void time(String name, long millis) {
        mix(millis);
    }

    @Override
    public void list(String name, List<? extends Described> values) {
        mix(values.size());
        for (Described each : values) {
            each.describe(this);
        }
    }

    @Override
    public void texts(String name, List<String> values) {
        mix(values.size());
        for (String value : values) {
            text(name, value);
        }
    }

    @Override
    public void flag(String name, boolean value) {
        mix(value ? -1 : -2);
    }

    @Override
    public void decimal(String name, double value) {
        mix(Double.doubleToLongBits(value));
    }

    @Override
    public void decimals(String name, List<Double> values) {
        mix(values.size());
        for (double value : values) {
            decimal(name, value);
        }
    }

    @Override
    public void profile(Id customer, int revision, long points) {
        id("", customer);
        mix(revision);
        mix(points);
    }

    @Override
    public void address(String name, Id address) {
        id("", address);
    }

    private void mix(long next) {
        value = Long.rotateLeft((value ^ next) * 0x9E37_79B9_7F4A_7C15L, 29) * 0xBF58_476D_1CE4_E5B9L;
    }
}
