package dev.faux.houserules.offenders;

public final class Printing {

    void out() {
        System.out.println("out");
    }

    void err() {
        System.err.println("err");
    }

    void trace(RuntimeException failure) {
        failure.printStackTrace();
    }
}
