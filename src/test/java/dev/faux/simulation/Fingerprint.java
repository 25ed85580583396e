package dev.faux.simulation;

import dev.faux.log.Batch;
import dev.faux.log.JsonLines;
import java.io.PrintStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * SHA-256 of the first so many lines that a history is shown as; also a program of its own, so that another JVM can be asked
 * for it.
 */
final class Fingerprint {

    private static final int BATCH = 1_024;

    private Fingerprint() {}

    /** The argument is the number of events to print the fingerprint of. */
    public static void main(String... arguments) {
        PrintStream out = System.out;
        out.println(of(smallShop(), Integer.parseInt(arguments[0])));
    }

    /** One whose catalogue is told soon, so that few events are enough to see every kind of them. */
    static History smallShop() {
        return new History(Worlds.scenario("weekday", "catalogue.products=100"), 42, Worlds.NEW_YEAR, 13);
    }

    static String of(History history, int events) {
        World world = new World(history);
        JsonLines lines = new JsonLines(history);
        MessageDigest digest = sha256();
        List<Occurrence> occurrences = new ArrayList<>();
        for (int done = 0; done < events; done += occurrences.size()) {
            occurrences.clear();
            world.advance(Long.MAX_VALUE, BATCH, occurrences);
            int surplus = done + occurrences.size() - events;
            if (surplus > 0) {
                occurrences
                        .subList(occurrences.size() - surplus, occurrences.size())
                        .clear();
            }
            Batch batch = lines.encode(occurrences);
            digest.update(batch.bytes(), 0, batch.length());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
