package dev.faux.dataset;

import dev.faux.log.JsonBuffer;
import dev.faux.log.TextBuffer;
import dev.faux.shop.Fields.Described;
import dev.faux.simulation.History;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a dataset as text: {@link #begin}, any number of {@link #row}s, {@link #end}; in between, {@link #take} as often as
 * one likes. For one thread.
 */
public abstract class RowText {

    private final TextBuffer buffer;

    private RowText(TextBuffer buffer) {
        this.buffer = buffer;
    }

    public static RowText of(Format format, Dataset dataset, History history) {
        return switch (format) {
            case JSON -> new Json(new JsonBuffer(history));
            case NDJSON -> new Lines(new JsonBuffer(history));
            case CSV -> new Csv(new CsvBuffer(history.uuids()), dataset);
            case XML -> new Xml(new XmlBuffer(history.uuids(), dataset.one()), dataset);
        };
    }

    public void begin() {}

    public abstract void row(Described row);

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
        public void row(Described row) {
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

        Lines(JsonBuffer buffer) {
            super(buffer);
            this.buffer = buffer;
        }

        @Override
        public void row(Described row) {
            buffer.object(row);
            buffer.one('\n');
        }
    }

    private static final class Csv extends RowText {

        private final CsvBuffer buffer;
        private final Dataset dataset;

        Csv(CsvBuffer buffer, Dataset dataset) {
            super(buffer);
            this.buffer = buffer;
            this.dataset = dataset;
        }

        @Override
        public void begin() {
            buffer.header(dataset.columns());
        }

        @Override
        public void row(Described row) {
            buffer.row(row);
        }
    }

    private static final class Xml extends RowText {

        private final XmlBuffer buffer;
        private final String root;

        Xml(XmlBuffer buffer, Dataset dataset) {
            super(buffer);
            this.buffer = buffer;
            root = dataset.name();
        }

        @Override
        public void begin() {
            buffer.begin(root);
        }

        @Override
        public void row(Described row) {
            buffer.row(row);
        }

        @Override
        public void end(@Nullable String next) {
            buffer.end(root);
        }
    }
}
