package dev.faux.dataset;

import dev.faux.shop.Text;
import dev.faux.shop.Uuids;
import java.util.List;

/**
 * Rows of CSV (RFC 4180), each field a cell in the order in which they are described; what is listed has no place in a row. A text
 * that a spreadsheet would take for a formula has an apostrophe before it. For one thread.
 */
final class CsvBuffer extends RowBuffer {

    private boolean isFirst;
    private final Text scratch = new Text(SCRATCH);

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
        text(name, scratch.clear().add(value));
    }

    @Override
    public void text(String name, Text value) {
        open(name);
        boolean isQuoted = value.isSpecial() && isToBeQuoted(value);
        if (isQuoted) {
            one('"');
        }
        if (isFormula(value)) {
            one('\'');
        }
        if (isQuoted) {
            quoted(value);
            one('"');
        } else {
            bytes(value);
        }
    }

    private static boolean isFormula(Text text) {
        if (text.length() == 0) {
            return false;
        }
        return switch (text.at(0)) {
            case '=', '+', '@', '\t', '\r' -> true;
            case '-' -> !isNegative(text);
            default -> false;
        };
    }

    /** A number below 0 is no formula. */
    private static boolean isNegative(Text text) {
        for (int i = 1; i < text.length(); i++) {
            byte c = text.at(i);
            if ((c < '0' || c > '9') && c != '.') {
                return false;
            }
        }
        return text.length() > 1;
    }

    private static boolean isToBeQuoted(Text text) {
        for (int i = 0; i < text.length(); i++) {
            byte c = text.at(i);
            if (c == '"' || c == ',' || c == '\n' || c == '\r') {
                return true;
            }
        }
        return false;
    }

    private void quoted(Text text) {
        room(2 * text.length());
        for (int i = 0; i < text.length(); i++) {
            byte c = text.at(i);
            if (c == '"') {
                buffer[size++] = '"';
            }
            buffer[size++] = c;
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
