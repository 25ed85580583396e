package dev.faux.dataset;

import dev.faux.shop.Uuids;
import java.util.List;

/**
 * Rows of CSV (RFC 4180), each field a cell in the order in which they are described; what is listed has no place in a row. A text
 * that a spreadsheet would take for a formula has an apostrophe before it. For one thread.
 */
final class CsvBuffer extends RowBuffer {

    private boolean isFirst;
    private char[] chars = new char[64];

    CsvBuffer(Uuids uuids) {
        super(uuids);
    }

    @Override
    void begin(Dataset dataset) {
        isFirst = true;
        dataset.columns().forEach(name -> text(name, name));
        end();
    }

    @Override
    void row(Described row) {
        isFirst = true;
        row.describe(this);
        end();
    }

    private void end() {
        one('\r');
        one('\n');
    }

    @Override
    void open(String name) {
        if (!isFirst) {
            one(',');
        }
        isFirst = false;
    }

    @Override
    void close(String name) {}

    @Override
    public void text(String name, String value) {
        int length = value.length();
        value.getChars(0, length, chars(length), 0);
        cell(name, value, length);
    }

    @Override
    public void text(String name, StringBuilder value) {
        int length = value.length();
        value.getChars(0, length, chars(length), 0);
        cell(name, value, length);
    }

    /** Room for so many; all at once they are had for much less than one by one. */
    private char[] chars(int length) {
        if (chars.length < length) {
            chars = new char[2 * length];
        }
        return chars;
    }

    private void cell(String name, CharSequence text, int length) {
        open(name);
        if (length > 0 && isFormula(text)) {
            unusual(text, true);
            return;
        }
        // Three bytes of UTF-8 for each char at most, or four for two.
        room(3 * length);
        int begin = size;
        for (int i = 0; i < length; i++) {
            char c = chars[i];
            if (c < 0x80) {
                if (c == '"' || c == ',' || c == '\n' || c == '\r') {
                    size = begin;
                    unusual(text, false);
                    return;
                }
                buffer[size++] = (byte) c;
            } else if (Character.isSurrogate(c)) {
                size = begin;
                unusual(text, false);
                return;
            } else {
                utf8(c);
            }
        }
    }

    private static boolean isFormula(CharSequence text) {
        return switch (text.charAt(0)) {
            case '=', '+', '@', '\t', '\r' -> true;
            case '-' -> !isNegative(text);
            default -> false;
        };
    }

    /** A number below 0 is no formula. */
    private static boolean isNegative(CharSequence text) {
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && c != '.') {
                return false;
            }
        }
        return text.length() > 1;
    }

    private static boolean isToBeQuoted(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == ',' || c == '\n' || c == '\r') {
                return true;
            }
        }
        return false;
    }

    private void unusual(CharSequence text, boolean isFormula) {
        boolean isQuoted = isToBeQuoted(text);
        if (isQuoted) {
            one('"');
        }
        if (isFormula) {
            one('\'');
        }
        for (int i = 0; i < text.length(); ) {
            int c = Character.codePointAt(text, i);
            i += Character.charCount(c);
            room(5);
            if (c == '"') {
                buffer[size++] = '"';
            }
            utf8(c);
        }
        if (isQuoted) {
            one('"');
        }
    }

    @Override
    public void none(String name) {
        open(name);
    }

    @Override
    public void list(String name, List<? extends Described> values) {
        // A row has no room for more rows.
    }

    @Override
    public void texts(String name, List<String> values) {
        text(name, String.join(";", values));
    }
}
