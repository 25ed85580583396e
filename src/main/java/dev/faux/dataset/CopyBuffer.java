package dev.faux.dataset;

import dev.faux.shop.Text;
import dev.faux.shop.Uuids;
import java.util.List;

/** Rows as the {@code copy} of Postgres takes them, in its text format; what is listed has no place in a row. For one thread. */
final class CopyBuffer extends RowBuffer {

    private static final int NULL_LENGTH = 2;

    private boolean isFirst;
    private final Text scratch = new Text(SCRATCH);

    CopyBuffer(Uuids uuids) {
        super(uuids);
    }

    @Override
    void row(Described row) {
        isFirst = true;
        row.describe(this);
        one('\n');
    }

    @Override
    void open(String name) {
        if (!isFirst) {
            one('\t');
        }
        isFirst = false;
    }

    @Override
    void close(String name) {}

    @Override
    public void text(String name, String value) {
        text(name, scratch.clear().add(value));
    }

    @Override
    public void text(String name, Text value) {
        open(name);
        if (value.isSpecial()) {
            escaped(value);
        } else {
            bytes(value);
        }
    }

    private void escaped(Text text) {
        room(2 * text.length());
        for (int i = 0; i < text.length(); i++) {
            byte c = text.at(i);
            int escaped = "\t\n\r\\".indexOf(c);
            if (escaped >= 0) {
                buffer[size++] = '\\';
            }
            buffer[size++] = escaped >= 0 ? (byte) "tnr\\".charAt(escaped) : c;
        }
    }

    @Override
    public void none(String name) {
        open(name);
        room(NULL_LENGTH);
        buffer[size++] = '\\';
        buffer[size++] = 'N';
    }

    @Override
    public void list(String name, List<? extends Described> values) {
        // A row has no room for more rows.
    }

    /** None of them has a quote or a comma in it. */
    @Override
    public void texts(String name, List<String> values) {
        text(name, '{' + String.join(",", values) + '}');
    }
}
