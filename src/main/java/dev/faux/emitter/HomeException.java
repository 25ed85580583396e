package dev.faux.emitter;

/** The home cannot be used as asked; the message says why and what to do. */
public final class HomeException extends RuntimeException {

    public HomeException(String message) {
        super(message);
    }

    HomeException(String message, Throwable cause) {
        super(message + ": " + cause, cause);
    }
}
