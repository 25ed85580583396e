package dev.faux.simulation;

/** A scenario that cannot be: the message names file, line, key, the value and what was expected. */
public final class ScenarioException extends RuntimeException {

    ScenarioException(String message) {
        super(message);
    }
}
