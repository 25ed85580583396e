package dev.faux.cli;

/** What Faux does from the command line without a server. */
public final class Commands {

    private Commands() {}

    public static void main(String[] args) {
        System.err.println("faux " + args[0] + " is not there yet");
        System.exit(2);
    }
}
