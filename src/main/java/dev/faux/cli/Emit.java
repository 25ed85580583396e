package dev.faux.cli;

import dev.faux.cli.RunOptions.Range;
import dev.faux.log.Batch;
import dev.faux.log.Recipe;
import dev.faux.log.TextLine;
import dev.faux.shop.Privacy;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes events to standard output: no server, no database, as fast as they can be made or at a pace. */
@Command(
        name = "emit",
        description =
                "Writes the events of a history to standard output, one line each; endless without --to and --limit.",
        mixinStandardHelpOptions = true)
final class Emit implements Callable<Integer> {

    /** Batches are longer and pass it by. */
    private static final int BUFFER = 1 << 16;

    private static final byte[] KEY_FIELD = "\"partitionkey\":\"".getBytes(StandardCharsets.US_ASCII);

    private final TextLine text = new TextLine();

    @Mixin
    private RunOptions options;

    @Mixin
    private PrivacyOption pii;

    @Option(
            names = "--format",
            paramLabel = "ndjson|text",
            description = "Default: ${DEFAULT-VALUE}",
            defaultValue = "ndjson")
    private Format format;

    @Option(names = "--key", description = "Put the partition key and a tab before each line")
    private boolean key;

    @Option(
            names = "--pace",
            paramLabel = "none|live|xN",
            description = "As fast as it goes, as time goes by, or N times as fast. Default: ${DEFAULT-VALUE}",
            defaultValue = "none",
            converter = Pace.Converter.class)
    private Pace pace;

    private enum Format {
        NDJSON,
        TEXT
    }

    @Override
    public Integer call() {
        Range range = options.range();
        Privacy privacy = pii.privacy();
        Recipe recipe = options.recipe();
        RunProgress progress = new RunProgress(options, range, recipe.history().start());
        // Standard output is not ours to close.
        OutputStream out = buffered(new FileOutputStream(FileDescriptor.out));
        try {
            Playback.play(recipe, range, privacy, (batch, from, to) -> {
                for (int begin = from; begin < to; ) {
                    int end = pace.dueTogether(batch, begin, to, out);
                    write(batch, begin, end, out);
                    begin = end;
                }
                progress.passed(batch.time(to - 1), to - from);
                return true;
            });
            out.flush();
        } catch (IOException e) {
            // Whoever reads has had enough: that is a fine end.
            return isClosedPipe(e) ? Commands.FINE : fail(e);
        }
        return Commands.FINE;
    }

    /** Through its channel, which copies once less. */
    static OutputStream buffered(FileOutputStream file) {
        return new BufferedOutputStream(Channels.newOutputStream(file.getChannel()), BUFFER);
    }

    private void write(Batch batch, int from, int to, OutputStream out) throws IOException {
        if (format == Format.NDJSON && !key) {
            out.write(batch.bytes(), batch.start(from), batch.end(to - 1) - batch.start(from));
            return;
        }
        for (int i = from; i < to; i++) {
            if (key) {
                int start = keyStart(batch, i);
                out.write(batch.bytes(), start, keyEnd(batch, start) - start);
                out.write('\t');
            }
            if (format == Format.TEXT) {
                text.read(batch.bytes(), batch.start(i), batch.end(i) - 1);
                out.write(text.bytes(), 0, text.length());
                out.write('\n');
            } else {
                out.write(batch.bytes(), batch.start(i), batch.end(i) - batch.start(i));
            }
        }
    }

    /** The field stands in the envelope, before anything that a person could have written. */
    private static int keyStart(Batch batch, int index) {
        byte[] bytes = batch.bytes();
        int at = batch.start(index);
        while (!Arrays.equals(bytes, at, at + KEY_FIELD.length, KEY_FIELD, 0, KEY_FIELD.length)) {
            at++;
        }
        return at + KEY_FIELD.length;
    }

    private static int keyEnd(Batch batch, int start) {
        int end = start;
        while (batch.bytes()[end] != '"') {
            end++;
        }
        return end;
    }

    static boolean isClosedPipe(IOException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("Broken pipe") || message.contains("pipe is being closed");
    }

    private int fail(IOException e) {
        options.tell("Cannot write to standard output: " + e.getMessage());
        return Commands.USAGE;
    }
}
