package dev.faux.simulation;

import dev.faux.shop.CustomerNumbers;
import dev.faux.shop.Id;
import dev.faux.shop.Id.Kind;
import dev.faux.shop.Uuids;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * All that a history is made of: the same inputs give the same events, byte for byte.
 *
 * @param start its first instant, in milliseconds since 1970 UTC
 * @param eventsPerSession the mean that turns the asked event rate into a rate of sessions; follows from the scenario
 */
public record History(Scenario scenario, long seed, long start, double eventsPerSession) {

    /** A short name for exactly these inputs under this model: 12 hex digits. */
    public String id() {
        String inputs = "model=" + World.MODEL + "\nseed=" + seed + "\nstart=" + Instant.ofEpochMilli(start) + "\n"
                + scenario.canonical();
        return hash(inputs).substring(0, 12);
    }

    /** How the ids of this history are shown. */
    public Uuids uuids() {
        return new Uuids(seed);
    }

    /** The id of the person from outside before whom so many others became customers, and who did so at this instant. */
    public Id person(int before, long since) {
        CustomerNumbers numbers = Population.numbers(scenario);
        return new Id(Kind.CUSTOMER, numbers.next(numbers.people(), before), since);
    }

    /** SHA-256 in hex. */
    public static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    /** Which product of the catalogue, or other thing that opens the shop, carries this number. */
    Id opening(Kind kind, long number) {
        return new Id(kind, number, start);
    }
}
