package dev.faux.houserules.offenders;

public final class Sleeping {

    void sleep() throws InterruptedException {
        Thread.sleep(1);
    }
}
