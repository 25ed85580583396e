package dev.faux.cli;

import dev.faux.cli.RunOptions.Range;
import dev.faux.shop.Privacy;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** What {@code emit} does, opened for measuring: the same playback, written to the null device in the same way. */
public final class EmitOnTrial {

    @Mixin
    private RunOptions options;

    /**
     * Writes the events of a range.
     *
     * @param after runs once so many have been written
     * @param arguments as those of {@code emit}
     */
    public void emit(long warmUp, Runnable after, String... arguments) throws IOException {
        new CommandLine(this).parseArgs(arguments);
        Range range = options.range();
        long[] written = new long[1];
        try (OutputStream out = Emit.buffered(new FileOutputStream("/dev/null"))) {
            Playback.play(options.recipe(), range, Privacy.FULL, (batch, from, to) -> {
                out.write(batch.bytes(), batch.start(from), batch.end(to - 1) - batch.start(from));
                boolean wasBefore = written[0] < warmUp;
                written[0] += to - from;
                if (wasBefore && written[0] >= warmUp) {
                    after.run();
                }
                return true;
            });
        }
    }
}
