package dev.faux.cli;

import dev.faux.dataset.Dataset;
import dev.faux.dataset.Datasets;
import dev.faux.dataset.Format;
import dev.faux.dataset.RowText;
import dev.faux.dataset.SeedShops;
import dev.faux.dataset.ShopAt;
import dev.faux.dataset.ShopRows;
import dev.faux.dataset.ShopRows.RowReader;
import dev.faux.shop.Fields.Described;
import dev.faux.shop.Privacy;
import dev.faux.simulation.History;
import dev.faux.simulation.Scenario;
import dev.faux.view.BulkLoad;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints all rows of one dataset of a shop, or puts them into a database. */
@Command(
        name = "dataset",
        description = {
            "Print a dataset of a shop at one instant to standard output,",
            "or put one or all of them into a Postgres, with all references among them."
        },
        mixinStandardHelpOptions = true)
final class DatasetCommand implements Callable<Integer> {

    private static final String ALL = "all";
    private static final String EMBEDDED = "embedded";
    private static final int CHUNK = 1 << 15;
    private static final double TWENTIETH = 0.05;

    @Spec
    private CommandSpec command;

    @Parameters(
            index = "0",
            paramLabel = "NAME",
            description = "Which one, such as users or orders; all, where they go into a database")
    private String name;

    @Mixin
    private HistoryOptions chosen;

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

    @Mixin
    private PrivacyOption pii;

    @Option(
            names = "--into",
            paramLabel = "URL",
            description = "r2dbc:postgresql://USER:PASSWORD@HOST:PORT/DATABASE, or embedded for the one in --home")
    private @Nullable String into;

    @Option(
            names = "--schema",
            paramLabel = "NAME",
            description = "Of the database: replaced as a whole. Default: ${DEFAULT-VALUE}",
            defaultValue = "faux_dataset")
    private String schema;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            description = "Connections to the database. Default: one for each processor")
    private @Nullable Integer parallel;

    @Mixin
    private HomeOption home;

    @Option(names = "--quiet", description = "No progress on standard error")
    private boolean quiet;

    private double next;

    @Override
    public Integer call() throws InterruptedException {
        List<Dataset> datasets = datasets();
        long most = most();
        Privacy privacy = pii.privacy();
        ShopAt shop = shop();
        try {
            Path folder = Files.createTempDirectory("faux-dataset");
            try (AtExit gone = new AtExit(() -> FileSystemUtils.deleteRecursively(folder));
                    SeedShops shops = new SeedShops(folder, 1)) {
                ShopRows rows = shops.whole(shop, this::tellRun);
                if (into == null) {
                    print(
                            rows,
                            datasets.getFirst(),
                            RowText.of(format, datasets.getFirst(), shop.history(), privacy),
                            most);
                } else {
                    load(rows, datasets, privacy, most);
                }
            }
        } catch (SQLException e) {
            tellAlways("Nothing has been loaded: " + e.getMessage());
            return Commands.RULE_FAILED;
        } catch (IOException e) {
            return Emit.isClosedPipe(e) ? Commands.FINE : fail(e);
        }
        return Commands.FINE;
    }

    private List<Dataset> datasets() {
        if (name.equals(ALL)) {
            if (into == null) {
                throw wrong("all datasets go into a database, expected --into, or the name of one of them");
            }
            if (count != null) {
                throw wrong("--count would part what belongs together, expected none beside all");
            }
            return Datasets.ALL;
        }
        try {
            return List.of(Datasets.named(name));
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private void print(ShopRows rows, Dataset dataset, RowText text, long most) throws IOException {
        long founders = rows.founders(dataset);
        Printing printing = new Printing(text, most);
        text.begin();
        if (rows.readFounding(dataset, 1, founders, printing)) {
            rows.readLater(dataset, printing);
        }
        text.end(null);
        printing.finish();
    }

    /** Writes rows to standard output, a chunk at a time. */
    private final class Printing implements RowReader {

        private final RowText text;
        private final long most;
        // Standard output is not ours to close.
        private final OutputStream out = Emit.buffered(new FileOutputStream(FileDescriptor.out));
        private final Progress progress = new Progress("rows", DatasetCommand.this::tell);
        private long read;

        /** @param most after so many it is enough */
        Printing(RowText text, long most) {
            this.text = text;
            this.most = most;
        }

        @Override
        public boolean read(Described row) throws IOException {
            text.row(row);
            read++;
            if (text.size() >= CHUNK) {
                text.moveTo(out);
                if (progress.passed(read - progress.count())) {
                    progress.tell("", count == null ? 0 : (double) read / most);
                }
            }
            return read < most;
        }

        void finish() throws IOException {
            text.moveTo(out);
            out.flush();
        }
    }

    private long most() {
        if (count != null && count < 1) {
            throw wrong("--count is " + count + ", expected at least 1");
        }
        return count == null ? Long.MAX_VALUE : count;
    }

    private void load(ShopRows rows, List<Dataset> datasets, Privacy privacy, long most)
            throws IOException, SQLException, InterruptedException {
        long begun = System.nanoTime();
        BulkLoad load = bulkLoad(String.valueOf(into));
        try (AtExit gone = new AtExit(load::close)) {
            Map<String, Long> loaded = load.load(datasets, rows, privacy, most, this::tellDone);
            double seconds = (System.nanoTime() - begun) / 1e9;
            tell(loaded.values().stream().mapToLong(each -> each).sum() + " rows are in " + load + " after "
                    + Math.round(seconds * 10) / 10.0 + " s");
        }
    }

    private BulkLoad bulkLoad(String target) throws IOException, InterruptedException {
        int connections = parallel == null ? Runtime.getRuntime().availableProcessors() : parallel;
        if (count != null && !isOfSoMany()) {
            // Which rows are the first ones is for one connection to say.
            connections = 1;
        }
        if (parallel != null && parallel < 1) {
            throw wrong("--parallel is " + parallel + ", expected at least 1");
        }
        if (!schema.matches("[a-z_][a-z0-9_]{0,40}") || schema.endsWith(BulkLoad.UNFINISHED)) {
            throw wrong(
                    "--schema is " + schema + ", expected small letters, digits and underscores, at most 40, without "
                            + BulkLoad.UNFINISHED + " at the end");
        }
        try {
            return target.equals(EMBEDDED)
                    ? BulkLoad.intoHome(home.folder(), schema, connections)
                    : BulkLoad.into(target, schema, connections);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private void tellDone(String what, double done) {
        tell(percent(done) + ": " + what);
    }

    /** Whether the shop is to begin with so many customers, who are all that is asked for. */
    private boolean isOfSoMany() {
        return count != null && name.equals("users");
    }

    private ShopAt shop() {
        Scenario scenario = isOfSoMany() ? chosen.scenario("population=" + count) : chosen.scenario();
        History history = chosen.history(scenario, ShopAt.START, this::tell);
        Instant begin = Instant.ofEpochMilli(history.start());
        Instant at = asOf == null ? begin.plus(ShopAt.AGE) : asOf;
        if (at.isBefore(begin)) {
            throw wrong("--as-of is " + at + ", expected " + begin + " or later");
        }
        return new ShopAt(history, at.toEpochMilli());
    }

    private void tellRun(double done) {
        if (done >= next) {
            next = done + TWENTIETH;
            tell("The shop is run once: " + percent(done));
        }
    }

    private static String percent(double done) {
        return Math.round(done * 100) + " %";
    }

    private void tell(String line) {
        if (!quiet) {
            tellAlways(line);
        }
    }

    private void tellAlways(String line) {
        PrintWriter err = command.commandLine().getErr();
        err.println(line);
        err.flush();
    }

    private int fail(IOException e) {
        tellAlways("Cannot go on: " + e.getMessage());
        return Commands.USAGE;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
