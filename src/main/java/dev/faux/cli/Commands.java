package dev.faux.cli;

import dev.faux.emitter.HomeException;
import dev.faux.simulation.ScenarioException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What Faux does from the command line without a server. */
@Command(
        name = "java -jar faux.jar",
        description = "A synthetic shop that never closes. Without a command, the server.",
        subcommands = {Emit.class, CheckCommand.class, AnswerCommand.class, Reset.class, DatasetCommand.class},
        mixinStandardHelpOptions = true)
public final class Commands {

    static final int FINE = 0;
    static final int RULE_FAILED = 1;
    static final int USAGE = 2;

    private Commands() {}

    /** Runs the command that the first argument names and returns the exit code of the process. */
    public static int run(String... args) {
        return run(List.of(), args);
    }

    /** @param more commands than are known here */
    public static int run(List<?> more, String... args) {
        CommandLine commands = new CommandLine(new Commands());
        more.forEach(commands::addSubcommand);
        return commands.setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Commands::explain)
                .setExitCodeExceptionMapper(failure -> USAGE)
                .execute(args);
    }

    /** What a user got wrong is told in a sentence, everything else with its trace. */
    private static int explain(Exception failure, CommandLine command, CommandLine.ParseResult parsed)
            throws Exception {
        if (failure instanceof ScenarioException || failure instanceof HomeException) {
            command.getErr().println(failure.getMessage());
            return USAGE;
        }
        throw failure;
    }
}
