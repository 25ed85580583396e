package dev.faux.cli;

import dev.faux.emitter.Home;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Gives up the shop that lives in a home. */
@Command(
        name = "reset",
        description = "Deletes the shop in a home, its database included, so that the next start begins another.",
        mixinStandardHelpOptions = true)
final class Reset implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private HomeOption home;

    @Override
    public Integer call() {
        Path folder = home.folder();
        PrintWriter out = command.commandLine().getOut();
        if (!Files.exists(folder)) {
            out.println("Nothing to delete: there is no " + folder);
            return Commands.FINE;
        }
        try (Home opened = Home.open(folder)) {
            opened.clear();
        }
        out.println("Deleted the shop in " + folder);
        return Commands.FINE;
    }
}
