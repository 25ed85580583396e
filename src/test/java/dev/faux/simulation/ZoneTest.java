package dev.faux.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faux.simulation.Zone.Daylight;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The frozen rules of clocks against those that the JDK knows now, hour by hour over sixteen years. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ZoneTest {

    @ParameterizedTest
    @CsvSource({
        "-5, US, America/New_York",
        "-8, US, America/Los_Angeles",
        "0, EU, Europe/London",
        "1, EU, Europe/Berlin",
        "1, EU, Europe/Paris",
        "-3, NEVER, America/Sao_Paulo"
    })
    void clocks_show_what_they_show_there(int offset, Daylight daylight, String place) {
        Zone zone = new Zone(offset, daylight);
        ZoneId known = ZoneId.of(place);
        long end = Instant.parse("2036-01-01T00:00:00Z").toEpochMilli();
        int changes = 0;
        long before = 0;
        for (long now = Instant.parse("2020-01-01T00:00:00Z").toEpochMilli(); now < end; now += Intensity.HOUR / 2) {
            long ahead = known.getRules().getOffset(Instant.ofEpochMilli(now)).getTotalSeconds() * 1_000L;
            if (zone.local(now) - now != ahead) {
                throw new AssertionError(Instant.ofEpochMilli(now) + " in " + place);
            }
            changes += ahead == before ? 0 : 1;
            before = ahead;
        }
        assertThat(changes).isGreaterThanOrEqualTo(daylight == Daylight.NEVER ? 1 : 32);
    }
}
