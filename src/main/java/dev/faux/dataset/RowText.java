package dev.faux.dataset;

import dev.faux.log.JsonBuffer;
import dev.faux.log.TextBuffer;
import dev.faux.shop.Fields.Described;
import dev.faux.shop.Privacy;
import dev.faux.simulation.History;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a dataset as text: {@link #begin}, any number of {@link #row}s, {@link #end}; in between, {@link #take} as often as
 * one likes. For one thread.
 */
public abstract class RowText {

    private final TextBuffer buffer;
    private UnaryOperator<Described> shown = row -> row;

    private RowText(TextBuffer buffer) {
        this.buffer = buffer;
    }

    /** @param privacy how personal data are shown */
    public static RowText of(Format format, Dataset dataset, History history, Privacy privacy) {
        RowText text = switch (format) {
            case JSON -> new Json(new JsonBuffer(history.uuids()));
            case NDJSON -> new Lines(new JsonBuffer(history.uuids()), "\n");
            case CSV -> new File(new CsvBuffer(history.uuids()), dataset);
            case XML -> new File(new XmlBuffer(history.uuids(), dataset.one()), dataset);
        };
        return text.showing(privacy, history);
    }

    /** The same for one row that is no part of a page. */
    public static RowText alone(Format format, Dataset dataset, History history, Privacy privacy) {
        if (format != Format.JSON) {
            return of(format, dataset, history, privacy);
        }
        RowText text = new Lines(new JsonBuffer(history.uuids()), "");
        return text.showing(privacy, history);
    }

    /** As the {@code copy} of Postgres takes them: the columns that are shown, in their order. */
    static RowText copy(Dataset dataset, History history, Privacy privacy) {
        RowText text = new File(new CopyBuffer(history.uuids()), dataset);
        return text.showing(privacy, history);
    }

    private RowText showing(Privacy privacy, History history) {
        shown = row -> PrivateFields.shown(row, privacy, history);
        return this;
    }

    public void begin() {}

    public final void row(Described row) {
        write(shown.apply(row));
    }

    abstract void write(Described row);

    /** @param next what comes after, or null where nothing does */
    public void end(@Nullable String next) {}

    /** How many bytes there are to be taken. */
    public final int size() {
        return buffer.size();
    }

    /** Moves what was written since this was asked last. */
    public final void moveTo(OutputStream out) throws IOException {
        out.write(buffer.bytes(), 0, buffer.size());
        buffer.clear();
    }

    /** What was written since this was asked last. */
    public final byte[] take() {
        byte[] taken = Arrays.copyOf(buffer.bytes(), buffer.size());
        buffer.clear();
        return taken;
    }

    /** A page as an object. */
    private static final class Json extends RowText {

        private final JsonBuffer buffer;
        private boolean isFirst = true;

        Json(JsonBuffer buffer) {
            super(buffer);
            this.buffer = buffer;
        }

        @Override
        public void begin() {
            buffer.plain("{\"data\":[");
        }

        @Override
        void write(Described row) {
            if (!isFirst) {
                buffer.one(',');
            }
            isFirst = false;
            buffer.object(row);
        }

        @Override
        public void end(@Nullable String next) {
            buffer.plain(next == null ? "],\"next\":null}" : "],\"next\":\"" + next + "\"}");
        }
    }

    private static final class Lines extends RowText {

        private final JsonBuffer buffer;
        private final String end;

        Lines(JsonBuffer buffer, String end) {
            super(buffer);
            this.buffer = buffer;
            this.end = end;
        }

        @Override
        void write(Described row) {
            buffer.object(row);
            buffer.plain(end);
        }
    }

    /** Row by row, between what such a file begins and ends with. */
    private static final class File extends RowText {

        private final RowBuffer buffer;
        private final Dataset dataset;

        File(RowBuffer buffer, Dataset dataset) {
            super(buffer);
            this.buffer = buffer;
            this.dataset = dataset;
        }

        @Override
        public void begin() {
            buffer.begin(dataset);
        }

        @Override
        void write(Described row) {
            buffer.row(row);
        }

        @Override
        public void end(@Nullable String next) {
            buffer.end(dataset);
        }
    }
}
