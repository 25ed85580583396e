package dev.faux.cli;

import dev.faux.check.Check;
import dev.faux.check.Comparison;
import dev.faux.check.Differences;
import dev.faux.check.Report;
import dev.faux.cli.RunOptions.Range;
import dev.faux.log.Recipe;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Proves that a history adds up, or that all of it came somewhere, or shows where not. */
@Command(
        name = "check",
        description = {
            "Checks that a history is that of a consistent business, from its encoded events alone.",
            "With -, the events are NDJSON on standard input; else a run of this program, to be ended by --to or --limit.",
            "With --against and -, compares what came on standard input, in whatever order, with the history of a recipe.",
            "Exit code 0: all rules passed, or no difference; 1: otherwise."
        },
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private RunOptions options;

    @Parameters(arity = "0..1", paramLabel = "-", description = "Read standard input")
    private @Nullable String input;

    @Option(
            names = "--against",
            paramLabel = "RECIPE",
            description = {
                "Tell what was lost, duplicated, reordered or altered on the way here: of the history of this file, as"
                        + " /api/v1/simulation/recipe gives it, and without --to and --limit up to the last event that came.",
                "Lines are NDJSON, SSE, or what kafka-console-consumer prints with print.headers and print.key"
            })
    private @Nullable Path against;

    @Mixin
    private PrivacyOption pii;

    @Option(names = "--json", description = "Report as JSON")
    private boolean json;

    @Option(names = "--strict", description = "Fail where a rule could not be tried, or a position is missing")
    private boolean strict;

    @Override
    public Integer call() throws IOException {
        if (input != null && !input.equals("-")) {
            throw wrong("input is " + input + ", expected - for standard input");
        }
        if (against != null) {
            Differences differences = compare(against);
            return tell(json ? differences.json() + "\n" : differences.text(), differences.passed());
        }
        Report report = input == null ? checkRun() : checkInput();
        return tell(json ? report.json() + "\n" : report.text(), report.passed());
    }

    private int tell(String report, boolean passed) {
        PrintWriter out = command.commandLine().getOut();
        out.print(report);
        out.flush();
        return passed ? Commands.FINE : Commands.RULE_FAILED;
    }

    private Report checkRun() throws IOException {
        if (options.isEndless()) {
            throw wrong("a run without end cannot be checked, expected --to, --limit, or - for standard input");
        }
        Range range = options.range();
        Recipe recipe = options.recipe();
        Check check = new Check(recipe.history().scenario(), strict);
        RunProgress progress = new RunProgress(options, range, recipe.history().start());
        Playback.play(recipe, range, pii.privacy(), (batch, from, to) -> {
            for (int i = from; i < to; i++) {
                check.accept(batch.bytes(), batch.start(i), batch.end(i) - 1);
            }
            progress.passed(batch.time(to - 1), to - from);
            return true;
        });
        return check.finish();
    }

    /** Empty lines are passed over. */
    private Report checkInput() {
        Check check = new Check(options.scenario(), strict);
        read((bytes, from, to) -> {
            if (to > from) {
                check.accept(bytes, from, to);
            }
        });
        return check.finish();
    }

    private Differences compare(Path file) throws IOException {
        if (input == null) {
            throw wrong("--against compares what came on standard input, expected - behind it");
        }
        if (strict) {
            throw wrong("--against tries no rules, expected no --strict beside it");
        }
        Range range = options.range();
        Recipe recipe = options.recipe("--against", file);
        Comparison comparison = new Comparison("/faux/" + recipe.history().id());
        Progress reading = new Progress("lines read", options::tell);
        read((bytes, from, to) -> {
            comparison.received(bytes, from, to);
            if (reading.passed(1)) {
                reading.tell("", 0);
            }
        });
        if (comparison.isEmpty() && options.isEndless()) {
            throw wrong(
                    "nothing came on standard input, expected events, or --to or --limit, which say what had to come");
        }
        expect(recipe, range, comparison);
        return comparison.finish(!options.isEndless());
    }

    /** Where nothing else ends it, also events of other types tell how far it has come. */
    private void expect(Recipe recipe, Range range, Comparison comparison) throws IOException {
        boolean isEndless = options.isEndless();
        RunProgress progress = new RunProgress(options, range, recipe.history().start());
        Playback.play(recipe, isEndless ? range.ofAllTypes() : range, pii.privacy(), (batch, from, to) -> {
            for (int i = from; i < to; i++) {
                if (isEndless && comparison.isBefore(batch.position(i), batch.time(i))) {
                    return false;
                }
                if (range.types().accepts(batch.type(i))) {
                    comparison.expected(batch.bytes(), batch.start(i), batch.end(i) - 1);
                }
            }
            progress.passed(batch.time(to - 1), to - from);
            return true;
        });
    }

    private void read(StandardInput.Reader reader) {
        try {
            StandardInput.forEachLine(System.in, reader);
        } catch (IOException e) {
            throw wrong("standard input cannot be read: " + e.getMessage());
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
