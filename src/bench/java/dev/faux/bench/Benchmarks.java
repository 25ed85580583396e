package dev.faux.bench;

/** Measures Faux, one line per figure: {@code ./mvnw -Pbench verify -Dbench.args="..."}. */
public final class Benchmarks {

    private Benchmarks() {}

    public static void main(String[] args) {
        System.out.println("No benchmarks yet; asked for: " + String.join(" ", args));
    }
}
