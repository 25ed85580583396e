package dev.faux.houserules.offenders;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneRulesProvider;
import java.util.Set;
import java.util.TimeZone;

public final class Zones {

    ZoneId ofTheMachine() {
        return ZoneId.systemDefault();
    }

    ZonedDateTime ofTheTables(Instant instant) {
        return instant.atZone(ZoneId.of("Europe/Berlin"));
    }

    Set<String> ofTheProvider() {
        return ZoneRulesProvider.getAvailableZoneIds();
    }

    int ofOld() {
        return TimeZone.getTimeZone("Europe/Berlin").getRawOffset();
    }
}
