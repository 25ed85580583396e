package dev.faux.cli;

import dev.faux.dataset.Dataset;
import dev.faux.dataset.Datasets;
import dev.faux.dataset.Format;
import dev.faux.dataset.RowText;
import dev.faux.dataset.SeedShops;
import dev.faux.dataset.ShopAt;
import dev.faux.log.Pilots;
import dev.faux.simulation.History;
import dev.faux.simulation.Scenario;
import dev.faux.simulation.ScenarioFile;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints all rows of one dataset of a shop. */
@Command(name = "dataset", description = "Print a dataset of a shop at one instant to standard output.")
final class DatasetCommand implements Callable<Integer> {

    private static final Instant DEFAULT_START = Instant.parse("2023-01-01T00:00:00Z");
    private static final int CHUNK = 1 << 15;
    private static final Duration DEFAULT_AGE = Duration.ofDays(30);

    @Spec
    private CommandSpec command;

    @Parameters(index = "0", paramLabel = "NAME", description = "Which one, such as users or orders")
    private String name;

    @Option(
            names = "--scenario",
            paramLabel = "NAME|FILE",
            description = "A shipped scenario or the path of one. Default: ${DEFAULT-VALUE}",
            defaultValue = "weekday")
    private String scenario;

    @Option(names = "--seed", paramLabel = "N", description = "Default: the scenario's")
    private @Nullable Long seed;

    @Option(names = "--set", paramLabel = "key=value", description = "Changes one value of the scenario; repeatable")
    private List<String> settings = new ArrayList<>();

    @Option(
            names = "--start",
            paramLabel = "T",
            description = "First instant of the shop. Default: 2023-01-01T00:00:00Z",
            converter = RunOptions.InstantConverter.class)
    private @Nullable Instant start;

    @Option(
            names = "--as-of",
            paramLabel = "T",
            description = "The instant at which it is looked at. Default: 30 days after the start",
            converter = RunOptions.InstantConverter.class)
    private @Nullable Instant asOf;

    @Option(
            names = "--count",
            paramLabel = "N",
            description = "How many rows at most; for users also how many customers the shop begins with. Default: all")
    private @Nullable Long count;

    @Option(
            names = "--format",
            paramLabel = "ndjson|csv|json|xml",
            description = "Default: ${DEFAULT-VALUE}",
            defaultValue = "ndjson")
    private Format format;

    @Option(names = "--quiet", description = "No progress on standard error")
    private boolean quiet;

    private int told;

    @Override
    public Integer call() {
        Dataset dataset = Datasets.ALL.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> wrong("dataset is " + name + ", expected one of "
                        + Datasets.ALL.stream().map(Dataset::name).collect(Collectors.joining(", "))));
        // Standard output is not ours to close.
        OutputStream out = Emit.buffered(new FileOutputStream(FileDescriptor.out));
        try {
            Path folder = Files.createTempDirectory("faux-dataset");
            try (SeedShops shops = new SeedShops(folder, 1)) {
                print(shops, shop(), dataset, out);
            } finally {
                delete(folder);
            }
            out.flush();
        } catch (IOException e) {
            return Emit.isClosedPipe(e) ? Commands.FINE : fail(e);
        }
        return Commands.FINE;
    }

    private void print(SeedShops shops, ShopAt shop, Dataset dataset, OutputStream out) throws IOException {
        RowText text = RowText.of(format, dataset, shop.history());
        text.begin();
        long most = count == null ? Long.MAX_VALUE : count;
        shops.read(shop, dataset, most, this::tellDone, row -> {
            text.row(row);
            if (text.size() >= CHUNK) {
                text.moveTo(out);
            }
        });
        text.end(null);
        text.moveTo(out);
    }

    private ShopAt shop() {
        List<String> all = new ArrayList<>(settings);
        if (count != null && name.equals("users")) {
            all.add("population=" + count);
        }
        Scenario read = ScenarioFile.read(scenario, all);
        Instant begin = start != null ? start : read.start() != null ? read.start() : DEFAULT_START;
        Instant at = asOf == null ? begin.plus(DEFAULT_AGE) : asOf;
        if (at.isBefore(begin)) {
            throw wrong("--as-of is " + at + ", expected " + begin + " or later");
        }
        History history = new History(
                read,
                seed == null ? read.seed() : seed,
                begin.toEpochMilli(),
                Pilots.aftermath(read, this::tell).eventsPerSession());
        return new ShopAt(history, at.toEpochMilli());
    }

    private void tellDone(double done) {
        int percent = (int) (done * 20) * 5;
        if (percent > told) {
            told = percent;
            tell("The shop is run once: " + percent + " %");
        }
    }

    private void tell(String line) {
        if (!quiet) {
            PrintWriter err = command.commandLine().getErr();
            err.println(line);
            err.flush();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path each : files.toList()) {
                Files.delete(each);
            }
        }
        Files.delete(folder);
    }

    private int fail(IOException e) {
        tell("Cannot write to standard output: " + e.getMessage());
        return Commands.USAGE;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
