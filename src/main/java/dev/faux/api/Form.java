package dev.faux.api;

import dev.faux.log.Batch;
import dev.faux.log.PrivateEvents;
import dev.faux.log.TextLine;
import dev.faux.shop.Privacy;
import dev.faux.simulation.History;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.MediaType;

/** How a stream is written for an {@link Audience}. For one thread at a time. */
abstract class Form {

    static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

    private static final byte[] NOTHING = new byte[0];

    private final PrivateEvents events;

    private Form(PrivateEvents events) {
        this.events = events;
    }

    /** @param privacy how personal data are shown */
    static Form of(MediaType type, History history, Privacy privacy) {
        PrivateEvents events = new PrivateEvents(privacy, history.seed());
        if (type.isCompatibleWith(MediaType.TEXT_EVENT_STREAM)) {
            return new ServerSentEvents(history.id(), events);
        }
        return type.isCompatibleWith(MediaType.APPLICATION_NDJSON) ? new Lines(events) : new Readable(events);
    }

    Privacy privacy() {
        return events.privacy();
    }

    /** As its events are to be written. */
    Batch shown(Batch batch) {
        return events.of(batch);
    }

    abstract MediaType mediaType();

    /** What the stream begins with. */
    byte[] opening() {
        return NOTHING;
    }

    /** What is written when nothing else has been for a while; empty where the form has no place for it. */
    byte[] heartbeat() {
        return NOTHING;
    }

    /** What tells that everything up to this position has been looked at; empty where the form has no place for it. */
    byte[] skippedTo(long position) {
        return NOTHING;
    }

    /**
     * Adds one event.
     *
     * @param batch as it is {@link #shown}
     */
    abstract void write(Batch batch, int index, DataBuffer to);

    private static final class ServerSentEvents extends Form {

        private static final byte[] RETRY = bytes("retry: 2000\n\n");
        private static final byte[] COMMENT = bytes(": \n\n");
        private static final byte[] DATA = bytes("\ndata: ");
        private static final int DIGITS = 19;

        private final byte[] id;
        private final byte[] digits = new byte[DIGITS];

        private ServerSentEvents(String history, PrivateEvents events) {
            super(events);
            id = bytes("id: " + history + "-");
        }

        @Override
        MediaType mediaType() {
            return MediaType.TEXT_EVENT_STREAM;
        }

        @Override
        byte[] opening() {
            return RETRY;
        }

        @Override
        byte[] heartbeat() {
            return COMMENT;
        }

        @Override
        byte[] skippedTo(long position) {
            return bytes(new String(id, StandardCharsets.US_ASCII) + position + "\n\n");
        }

        @Override
        void write(Batch batch, int index, DataBuffer to) {
            to.write(id);
            writeNumber(batch.position(index), to);
            to.write(DATA);
            to.write(batch.bytes(), batch.start(index), batch.end(index) - batch.start(index));
            to.write((byte) '\n');
        }

        private void writeNumber(long number, DataBuffer to) {
            int at = DIGITS;
            long rest = number;
            do {
                digits[--at] = (byte) ('0' + rest % 10);
                rest /= 10;
            } while (rest > 0);
            to.write(digits, at, DIGITS - at);
        }

        private static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.US_ASCII);
        }
    }

    private static final class Lines extends Form {

        private Lines(PrivateEvents events) {
            super(events);
        }

        @Override
        MediaType mediaType() {
            return MediaType.APPLICATION_NDJSON;
        }

        @Override
        void write(Batch batch, int index, DataBuffer to) {
            to.write(batch.bytes(), batch.start(index), batch.end(index) - batch.start(index));
        }
    }

    private static final class Readable extends Form {

        private Readable(PrivateEvents events) {
            super(events);
        }

        private final TextLine text = new TextLine();

        @Override
        MediaType mediaType() {
            return TEXT;
        }

        @Override
        void write(Batch batch, int index, DataBuffer to) {
            text.read(batch.bytes(), batch.start(index), batch.end(index));
            to.write(text.bytes(), 0, text.length());
            to.write((byte) '\n');
        }
    }
}
