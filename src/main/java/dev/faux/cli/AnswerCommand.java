package dev.faux.cli;

import dev.faux.cli.RunOptions.Range;
import dev.faux.log.Recipe;
import dev.faux.log.Run;
import dev.faux.simulation.History;
import dev.faux.simulation.Occurrence;
import dev.faux.simulation.World;
import java.io.PrintWriter;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Tells what a pipeline should come to that is fed with the same events. */
@Command(
        name = "answer",
        description = {
            "Prints the exact table that follows from the events that emit prints with the same options, as CSV:",
            "how many there are in each window, and what their totals come to."
        },
        mixinStandardHelpOptions = true)
final class AnswerCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private RunOptions options;

    @Option(
            names = "--window",
            paramLabel = "DURATION",
            required = true,
            description = "Length of a window, such as PT1H or P1D; windows are counted from 1970 on")
    private String window;

    @Option(names = "--group", paramLabel = "type|market|status|category", description = "A row for each of them")
    private Answer.@Nullable Group group;

    @Option(names = "--sum", paramLabel = "total", description = "Add the totals up, for each currency by itself")
    private @Nullable Sum sum;

    private enum Sum {
        TOTAL
    }

    @Override
    public Integer call() {
        if (options.isEndless()) {
            throw wrong("a run without end has no answer, expected --to or --limit");
        }
        long millis = windowMillis();
        Range range = options.range();
        Recipe recipe = options.recipe();
        History history = recipe.history();
        RunProgress progress = new RunProgress(options, range, history.start());
        PrintWriter out = command.commandLine().getOut();
        Answer answer = new Answer(history, millis, group, sum != null, out);
        World world = new World(history, recipe.journal(), null);
        List<Occurrence> occurrences = new ArrayList<>();
        long left = range.limit();
        boolean isReached = false;
        while (!isReached && left > 0 && !out.checkError()) {
            occurrences.clear();
            isReached = world.advance(range.to(), Run.BATCH, occurrences);
            int counted = 0;
            for (Occurrence each : occurrences) {
                answer.know(each.event());
                if (counted < left && range.wants(each)) {
                    answer.count(each);
                    counted++;
                }
            }
            left -= counted;
            progress.passed(world.now(), counted);
        }
        answer.finish();
        out.flush();
        return Commands.FINE;
    }

    private long windowMillis() {
        try {
            long millis = Duration.parse(window).toMillis();
            if (millis > 0) {
                return millis;
            }
        } catch (DateTimeException | ArithmeticException e) {
            // Told below, in the same words.
        }
        throw wrong("--window is " + window + ", expected a duration such as PT1H or P1D");
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
