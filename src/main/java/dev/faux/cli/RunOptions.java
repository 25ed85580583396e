package dev.faux.cli;

import dev.faux.log.Recipe;
import dev.faux.log.TypeFilter;
import dev.faux.simulation.Journal;
import dev.faux.simulation.Occurrence;
import dev.faux.simulation.Scenario;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say which history is meant, and which part of it. */
final class RunOptions {

    /** Where a history begins that nobody gave a start. */
    static final Instant DEFAULT_START = Instant.parse("2026-01-01T00:00:00Z");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Mixin
    private HistoryOptions chosen;

    @Option(
            names = "--recipe",
            paramLabel = "FILE",
            description = "All of that, and what was asked of the shop, as /api/v1/simulation/recipe gives it")
    private @Nullable Path recipe;

    @Option(names = "--after", paramLabel = "POSITION", description = "Begin with the event after this one")
    private @Nullable Long after;

    @Option(
            names = "--from",
            paramLabel = "POSITION|T",
            description = "Begin with this event, or with the first one at or after this instant")
    private @Nullable String from;

    @Option(
            names = "--to",
            paramLabel = "T",
            description = "End before this instant. Default: never",
            converter = InstantConverter.class)
    private @Nullable Instant to;

    @Option(names = "--limit", paramLabel = "N", description = "End after so many events. Default: never")
    private @Nullable Long limit;

    @Option(
            names = "--type",
            paramLabel = "GLOB",
            split = ",",
            description = "Only events of this type, such as order.placed or order.*; repeatable")
    private List<String> types = new ArrayList<>();

    @Option(names = "--quiet", description = "No progress on standard error")
    private boolean quiet;

    /** Which events of a history are wanted: from a position and an instant on, before an instant, so many, of some types. */
    record Range(long fromPosition, long fromInstant, long to, long limit, TypeFilter types) {

        /** The same of all types. */
        Range ofAllTypes() {
            return new Range(fromPosition, fromInstant, to, limit, TypeFilter.of(List.of()));
        }

        /** Whether this is one of them, as far as the limit does not count. */
        boolean wants(Occurrence occurrence) {
            return occurrence.position() >= fromPosition
                    && occurrence.at() >= fromInstant
                    && types.accepts(occurrence.event().type());
        }
    }

    boolean isEndless() {
        return to == null && limit == null;
    }

    Scenario scenario() {
        return recipe == null ? chosen.scenario() : recipe().history().scenario();
    }

    /** What is to be run. */
    Recipe recipe() {
        if (recipe == null) {
            return new Recipe(chosen.history(chosen.scenario(), DEFAULT_START, this::tell), Journal.EMPTY);
        }
        if (chosen.areGiven()) {
            throw wrong("--recipe says all of the history, expected no --scenario, --seed, --start or --set beside it");
        }
        return read("--recipe", recipe);
    }

    /** What was run, where that is said by the file of another option. */
    Recipe recipe(String option, Path file) {
        if (chosen.areGiven() || recipe != null) {
            throw wrong(option + " says all of the history, expected no --scenario, --seed, --start, --set or --recipe"
                    + " beside it");
        }
        return read(option, file);
    }

    private Recipe read(String option, Path file) {
        try {
            return Recipe.read(file);
        } catch (IOException e) {
            throw wrong(option + " " + file + " cannot be read: " + e);
        } catch (Recipe.Unusable e) {
            throw wrong(option + " " + e.getMessage());
        }
    }

    Range range() {
        if (after != null && from != null) {
            throw wrong("--after and --from exclude each other");
        }
        if (limit != null && limit < 0) {
            throw wrong("--limit is " + limit + ", expected 0 or more");
        }
        if (after != null && after < 0) {
            throw wrong("--after is " + after + ", expected a position from 0");
        }
        long position = after == null ? 1 : after + 1;
        long instant = Long.MIN_VALUE;
        if (from != null) {
            if (from.matches("[0-9]{1,18}") && Long.parseLong(from) >= 1) {
                position = Long.parseLong(from);
            } else {
                instant = instant("--from", from).toEpochMilli();
            }
        }
        return new Range(
                position,
                instant,
                to == null ? Long.MAX_VALUE : to.toEpochMilli(),
                limit == null ? Long.MAX_VALUE : limit,
                types());
    }

    void tell(String line) {
        if (!quiet) {
            PrintWriter err = command.commandLine().getErr();
            err.println(line);
            err.flush();
        }
    }

    private TypeFilter types() {
        try {
            return TypeFilter.of(types);
        } catch (IllegalArgumentException e) {
            throw wrong("--type: " + e.getMessage());
        }
    }

    private Instant instant(String option, String text) {
        try {
            return new InstantConverter().convert(text);
        } catch (CommandLine.TypeConversionException e) {
            throw wrong(option + " " + e.getMessage() + ", or a position from 1");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }

    /** An instant, or a date for its midnight UTC. */
    static final class InstantConverter implements ITypeConverter<Instant> {

        @Override
        public Instant convert(String text) {
            try {
                return text.length() == 10
                        ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
                        : Instant.parse(text);
            } catch (DateTimeException e) {
                throw new CommandLine.TypeConversionException(
                        "is " + text + ", expected an instant such as 2026-01-01T00:00:00Z, or a date");
            }
        }
    }
}
