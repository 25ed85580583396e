package dev.faux.check;

/** A line is not JSON, or no event. Thrown often where a whole file is wrong, so it carries no stack. */
final class Malformed extends RuntimeException {

    private static final long serialVersionUID = 1;

    Malformed(String message) {
        super(message, null, false, false);
    }
}
