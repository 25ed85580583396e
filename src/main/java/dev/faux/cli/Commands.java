package dev.faux.cli;

/** What Faux does from the command line without a server. */
public final class Commands {

    private static final int USAGE = 2;

    private Commands() {}

    /** Runs the command that the first argument names and returns the exit code of the process. */
    public static int run(String... args) {
        System.err.println("faux " + String.join(" ", args) + ": this command is not there yet");
        return USAGE;
    }
}
