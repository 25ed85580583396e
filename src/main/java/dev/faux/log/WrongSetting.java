package dev.faux.log;

/** A setting that asks for what there is not; the message tells which one, what it is, and what is expected. */
public final class WrongSetting extends IllegalArgumentException {

    public WrongSetting(String message) {
        super(message);
    }

    public WrongSetting(String message, Throwable cause) {
        super(message, cause);
    }
}
