package dev.faux.houserules.offenders;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

public final class Clocks {

    long millis() {
        return System.currentTimeMillis();
    }

    long nanos() {
        return System.nanoTime();
    }

    Instant instant() {
        return Instant.now();
    }

    Supplier<Instant> byReference() {
        return Instant::now;
    }

    LongSupplier inALambda(long start) {
        return () -> System.nanoTime() - start;
    }

    LocalDate day() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    long clock(Clock clock) {
        return clock.millis();
    }

    long source(InstantSource source) {
        return source.millis();
    }

    Date date() {
        return new Date();
    }
}
