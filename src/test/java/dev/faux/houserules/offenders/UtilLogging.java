package dev.faux.houserules.offenders;

import java.util.logging.Logger;

public final class UtilLogging {

    void log() {
        Logger.getLogger("offender").info("logged");
    }
}
