package dev.faux.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** For programs without Spring, whose libraries tell everything otherwise, which takes most of their time. */
public final class Quiet {

    private Quiet() {}

    public static void please() {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
    }
}
