package dev.faux.houserules.offenders;

import java.security.SecureRandom;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

public final class Randoms {

    UUID uuid() {
        return UUID.randomUUID();
    }

    double math() {
        return Math.random();
    }

    DoubleSupplier byReference() {
        return Math::random;
    }

    int random() {
        return new Random(42).nextInt();
    }

    int splittable() {
        return new SplittableRandom(42).nextInt();
    }

    int threadLocal() {
        return ThreadLocalRandom.current().nextInt();
    }

    int secure() {
        return new SecureRandom().nextInt();
    }

    void shuffle(List<String> cards) {
        Collections.shuffle(cards);
    }
}
