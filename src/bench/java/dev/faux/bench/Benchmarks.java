package dev.faux.bench;

import java.util.List;

/** Measures Faux: {@code ./mvnw -Pbench verify -Dbench.args="emit"}. What each measures stands in its class. */
public final class Benchmarks {

    private static final List<String> ALL = List.of(
            "datasets",
            "emit",
            "encode",
            "files",
            "kafka",
            "kinesis",
            "pace",
            "reach",
            "sinks",
            "start",
            "state",
            "store",
            "streams");

    private Benchmarks() {}

    public static void main(String[] args) throws Exception {
        List<String> wanted = args.length == 0 ? ALL : List.of(args);
        for (String each : wanted) {
            switch (each) {
                case "datasets" -> DatasetsBench.main();
                case "emit" -> EmitBench.main();
                case "encode" -> EncodeBench.main();
                case "files" -> FilesBench.main();
                case "kafka" -> KafkaBench.main();
                case "kinesis" -> KinesisBench.main();
                case "pace" -> PaceBench.main();
                case "reach" -> ReachBench.main();
                case "sinks" -> SinksBench.main();
                case "start" -> StartBench.main();
                case "state" -> StateBench.main();
                case "store" -> StoreBench.main();
                case "streams" -> StreamsBench.main();
                default ->
                    throw new IllegalArgumentException(
                            "no benchmark is " + each + ", expected of " + String.join(", ", ALL));
            }
        }
    }
}
