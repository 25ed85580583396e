package dev.faux;

import dev.faux.cli.Commands;
import java.util.List;

/**
 * The launcher: runs one of the {@link Commands} when the first argument names one, else the {@link Server}.
 *
 * <p>It alone is compiled for Java 17, so that a Java which is too old for the rest gets a sentence on standard error and
 * exit code 2 instead of an {@link UnsupportedClassVersionError}. Keep other classes of Faux out of its fields and
 * signatures: they must not load before the check.
 */
public final class Faux {

    private static final int OLDEST_JAVA = 21;
    private static final List<String> COMMANDS = List.of("emit", "check", "answer", "dataset", "reset", "drain");

    private Faux() {}

    public static void main(String[] args) {
        int found = Runtime.version().feature();
        if (found < OLDEST_JAVA) {
            System.err.println("Faux needs Java 21 or newer (found " + found + ")");
            System.exit(2);
        }
        if (args.length > 0 && COMMANDS.contains(args[0])) {
            System.exit(Commands.run(List.of(new Drain()), args));
        } else {
            Server.main(args);
        }
    }
}
