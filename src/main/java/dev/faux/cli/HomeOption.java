package dev.faux.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The home that a command is about. */
public final class HomeOption {

    @Option(
            names = "--home",
            paramLabel = "FOLDER",
            description = "Default: the environment's FAUX_HOME, else .faux",
            defaultValue = "${env:FAUX_HOME:-.faux}")
    private Path folder;

    public Path folder() {
        return folder;
    }
}
