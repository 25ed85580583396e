package dev.faux.sink;

import static dev.faux.log.Envelope.Attribute.ID;
import static dev.faux.log.Envelope.Attribute.TYPE;

import dev.faux.log.Batch;
import dev.faux.log.Envelope;
import dev.faux.log.Envelope.Attribute;
import dev.faux.sink.Mangler.Letter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Letters as lines of JSON. What is spoilt on purpose says so in an attribute before its data; where it is malformed, the second
 * half of the data is missing, and what comes after it. For one thread.
 */
final class JsonLetters {

    private final Envelope envelope = new Envelope();

    /** With its line feed. */
    byte[] line(Letter letter) {
        Batch batch = letter.batch();
        int start = batch.start(letter.index());
        int end = batch.end(letter.index());
        Dirt dirt = letter.dirt();
        if (dirt == null) {
            return Arrays.copyOfRange(batch.bytes(), start, end);
        }
        envelope.read(batch, letter.index());
        if (dirt == Dirt.MALFORMED) {
            // One more for the line feed.
            end = envelope.dataStart() + (envelope.dataEnd() - envelope.dataStart()) / 2 + 1;
        }
        byte[] mark = ascii("\"fauxmangled\":\"" + dirt.wireName() + "\",");
        int head = envelope.attributesEnd() - start;
        byte[] line = new byte[end - start + mark.length];
        System.arraycopy(batch.bytes(), start, line, 0, head);
        System.arraycopy(mark, 0, line, head, mark.length);
        System.arraycopy(batch.bytes(), start + head, line, head + mark.length, end - start - head);
        line[line.length - 1] = '\n';
        return line;
    }

    /** What is done to an event: the answer to what its consumer should notice; with a line feed. */
    byte[] answer(Batch batch, int index, Dirt dirt) {
        return ascii(told(batch, index, dirt) + '\n');
    }

    /** The answer without a line feed, ASCII. */
    String told(Batch batch, int index, Dirt dirt) {
        envelope.read(batch, index);
        return "{\"position\":" + batch.position(index) + ",\"id\":\"" + text(ID) + "\",\"type\":\"" + text(TYPE)
                + "\",\"mangled\":\"" + dirt.wireName() + "\"}";
    }

    private String text(Attribute attribute) {
        return new String(envelope.value(attribute), StandardCharsets.US_ASCII);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
