package dev.faux.dataset;

import dev.faux.shop.Uuids;
import java.util.List;

/** Rows as the {@code copy} of Postgres takes them, in its text format; what is listed has no place in a row. For one thread. */
final class CopyBuffer extends RowBuffer {

    private static final int NULL_LENGTH = 2;

    private boolean isFirst;

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
        cell(name, value);
    }

    @Override
    public void text(String name, StringBuilder value) {
        cell(name, value);
    }

    private void cell(String name, CharSequence text) {
        open(name);
        // Four bytes each at most, or an escape.
        room(4 * text.length());
        for (int i = 0; i < text.length(); ) {
            int c = Character.codePointAt(text, i);
            i += Character.charCount(c);
            int escaped = "\t\n\r\\".indexOf(c);
            if (escaped >= 0) {
                buffer[size++] = '\\';
                buffer[size++] = (byte) "tnr\\".charAt(escaped);
            } else {
                utf8(c);
            }
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
