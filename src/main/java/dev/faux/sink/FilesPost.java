package dev.faux.sink;

import dev.faux.log.Batch;
import dev.faux.log.Checkpoint;
import dev.faux.sink.FilesCheckpoints.Kept;
import dev.faux.sink.FilesCheckpoints.Part;
import dev.faux.sink.Mangler.Letter;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Puts letters and answers into their files, and settles both. After a failure it is only to be closed. For one thread. */
final class FilesPost implements Letters.Post, AutoCloseable {

    private final SinkFolder folder;
    private final FilesCheckpoints checkpoints;
    private final FileSeries events;
    private final FileSeries answers;
    private final JsonLetters lines = new JsonLetters();

    /** @param kept what was settled last, or null before the first time */
    FilesPost(SinkFolder folder, FilesCheckpoints checkpoints, Rolling rolling, String history, @Nullable Kept kept) {
        this.folder = folder;
        this.checkpoints = checkpoints;
        events = new FileSeries(folder, folder.events(), history, rolling, kept == null ? null : kept.events());
        answers = new FileSeries(folder, folder.answers(), history, rolling, kept == null ? null : kept.answers());
    }

    @Override
    public void send(Letter letter) {
        Batch batch = letter.batch();
        int index = letter.index();
        if (letter.dirt() == null) {
            write(events, batch, index, batch.bytes(), batch.start(index), batch.end(index));
        } else {
            byte[] line = lines.line(letter);
            write(events, batch, index, line, 0, line.length);
        }
    }

    @Override
    public void answer(Batch batch, int index, Dirt dirt) {
        byte[] line = lines.answer(batch, index, dirt);
        write(answers, batch, index, line, 0, line.length);
    }

    private static void write(FileSeries series, Batch batch, int index, byte[] bytes, int start, int end) {
        try {
            series.write(bytes, start, end, batch.position(index), batch.time(index));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns when all is durable that was taken, and the checkpoint; only then can anybody see files that are finished.
     *
     * @param isEnd whether nothing comes after it
     */
    void settle(Checkpoint reached, boolean isEnd) throws IOException {
        Part newest = events.settle(isEnd);
        Part answered = answers.settle(isEnd);
        if (events.hasBegun() || answers.hasBegun()) {
            folder.sync();
        }
        checkpoints.write(new Kept(reached, newest, answered, false));
        events.publish();
        answers.publish();
    }

    @Override
    public void close() throws IOException {
        try (events;
                answers) {
            // Both are closed, whatever becomes of the other.
        }
    }
}
