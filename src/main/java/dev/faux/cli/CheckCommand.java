package dev.faux.cli;

import dev.faux.check.Check;
import dev.faux.check.Report;
import dev.faux.cli.RunOptions.Range;
import dev.faux.log.Recipe;
import dev.faux.simulation.Scenario;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Proves that a history adds up, or shows where it does not. */
@Command(
        name = "check",
        description = {
            "Checks that a history is that of a consistent business, from its encoded events alone.",
            "With -, the events are NDJSON on standard input; else a run of this program, to be ended by --to or --limit.",
            "Exit code 0: all rules passed; 1: some failed."
        },
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

    private static final int BUFFER = 1 << 20;
    private static final int LONGEST_LINE = 1 << 24;

    @Spec
    private CommandSpec command;

    @Mixin
    private RunOptions options;

    @Parameters(arity = "0..1", paramLabel = "-", description = "Read standard input")
    private @Nullable String input;

    @Option(names = "--json", description = "Report as JSON")
    private boolean json;

    @Option(names = "--strict", description = "Fail where a rule could not be tried, or a position is missing")
    private boolean strict;

    @Override
    public Integer call() throws IOException {
        Report report = input == null ? checkRun() : checkInput(input);
        PrintWriter out = command.commandLine().getOut();
        out.print(json ? report.json() + "\n" : report.text());
        out.flush();
        return report.passed() ? Commands.FINE : Commands.RULE_FAILED;
    }

    private Report checkRun() throws IOException {
        if (options.isEndless()) {
            throw new ParameterException(
                    command.commandLine(),
                    "a run without end cannot be checked, expected --to, --limit, or - for standard input");
        }
        Range range = options.range();
        Recipe recipe = options.recipe();
        Check check = new Check(recipe.history().scenario(), strict);
        Progress progress = new Progress(options, range, recipe.history().start());
        Playback.play(recipe, range, (batch, from, to) -> {
            for (int i = from; i < to; i++) {
                check.accept(batch.bytes(), batch.start(i), batch.end(i) - 1);
            }
            progress.passed(batch.time(to - 1), to - from);
        });
        return check.finish();
    }

    private Report checkInput(String source) {
        if (!source.equals("-")) {
            throw new ParameterException(
                    command.commandLine(), "input is " + source + ", expected - for standard input");
        }
        Scenario scenario = options.scenario();
        Check check = new Check(scenario, strict);
        try {
            readLines(System.in, check);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read standard input", e);
        }
        return check.finish();
    }

    /** The last line may lack its line feed; empty ones are passed over. */
    private static void readLines(InputStream in, Check check) throws IOException {
        byte[] buffer = new byte[BUFFER];
        int begin = 0;
        int end = 0;
        for (int count = in.read(buffer, end, buffer.length - end);
                count >= 0;
                count = in.read(buffer, end, buffer.length - end)) {
            int searched = end;
            end += count;
            for (int i = searched; i < end; i++) {
                if (buffer[i] == '\n') {
                    accept(check, buffer, begin, i);
                    begin = i + 1;
                }
            }
            System.arraycopy(buffer, begin, buffer, 0, end - begin);
            end -= begin;
            begin = 0;
            if (end == buffer.length) {
                if (end >= LONGEST_LINE) {
                    throw new IOException("a line is longer than " + LONGEST_LINE + " bytes");
                }
                buffer = Arrays.copyOf(buffer, 2 * buffer.length);
            }
        }
        accept(check, buffer, begin, end);
    }

    private static void accept(Check check, byte[] buffer, int from, int to) {
        int end = to > from && buffer[to - 1] == '\r' ? to - 1 : to;
        if (end > from) {
            check.accept(buffer, from, end);
        }
    }
}
