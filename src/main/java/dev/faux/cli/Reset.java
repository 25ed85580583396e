package dev.faux.cli;

import dev.faux.emitter.Home;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Gives up the shop that lives in a home. */
@Command(
        name = "reset",
        description = "Deletes the shop in a home, its database included, so that the next start begins another.",
        mixinStandardHelpOptions = true)
final class Reset implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Option(
            names = "--home",
            paramLabel = "FOLDER",
            description = "Default: the environment's FAUX_HOME, else .faux",
            defaultValue = "${env:FAUX_HOME:-.faux}")
    private Path home;

    @Override
    public Integer call() {
        PrintWriter out = command.commandLine().getOut();
        if (!Files.exists(home)) {
            out.println("Nothing to delete: there is no " + home);
            return Commands.FINE;
        }
        try (Home opened = Home.open(home)) {
            opened.clear();
        }
        out.println("Deleted the shop in " + home);
        return Commands.FINE;
    }
}
