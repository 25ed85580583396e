package dev.faux.dataset;

import dev.faux.shop.Text;
import dev.faux.shop.Uuids;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows as elements of XML 1.0, each field an element within; what has no value is left out, and a character that XML does not
 * know becomes U+FFFD. For one thread.
 */
final class XmlBuffer extends RowBuffer {

    private static final String OPENING = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    private static final int REPLACEMENT = 0xFFFD;

    private final String row;

    /** By name. */
    private final Map<String, byte[]> beginnings = new HashMap<>();

    private final Map<String, byte[]> endings = new HashMap<>();

    /** @param row the name of the element that a row is */
    XmlBuffer(Uuids uuids, String row) {
        super(uuids);
        this.row = row;
    }

    @Override
    void begin(Dataset dataset) {
        plain(OPENING);
        open(dataset.fileName());
        one('\n');
    }

    @Override
    void end(Dataset dataset) {
        close(dataset.fileName());
        one('\n');
    }

    @Override
    void row(Described described) {
        element(row, described);
        one('\n');
    }

    private void element(String name, Described described) {
        open(name);
        described.describe(this);
        close(name);
    }

    @Override
    void open(String name) {
        put(beginnings.computeIfAbsent(name, each -> ascii('<' + each + '>')));
    }

    @Override
    void close(String name) {
        put(endings.computeIfAbsent(name, each -> ascii("</" + each + '>')));
    }

    private void put(byte[] tag) {
        room(tag.length);
        bytes(tag);
    }

    @Override
    public void text(String name, String value) {
        open(name);
        for (int i = 0; i < value.length(); ) {
            int c = value.codePointAt(i);
            i += Character.charCount(c);
            character(c);
        }
        close(name);
    }

    @Override
    public void text(String name, Text value) {
        if (value.isSpecial()) {
            text(name, value.toString());
            return;
        }
        open(name);
        bytes(value);
        close(name);
    }

    private void character(int c) {
        room(6);
        switch (c) {
            case '<' -> bytes(Escape.LESS);
            case '>' -> bytes(Escape.GREATER);
            case '&' -> bytes(Escape.AMPERSAND);
            // A parser would take it for a line break.
            case '\r' -> bytes(Escape.RETURN);
            default -> utf8(isKnown(c) ? c : REPLACEMENT);
        }
    }

    /** Of XML 1.0, 2.2. */
    private static boolean isKnown(int c) {
        return c == '\t'
                || c == '\n'
                || c >= ' ' && c < Character.MIN_SURROGATE
                || c > Character.MAX_SURROGATE && c < 0xFFFE
                || c > 0xFFFF;
    }

    private static final class Escape {

        private static final byte[] LESS = ascii("&lt;");
        private static final byte[] GREATER = ascii("&gt;");
        private static final byte[] AMPERSAND = ascii("&amp;");
        private static final byte[] RETURN = ascii("&#13;");
    }

    @Override
    public void list(String name, List<? extends Described> values) {
        open(name);
        values.forEach(each -> element(singular(name), each));
        close(name);
    }

    @Override
    public void texts(String name, List<String> values) {
        open(name);
        values.forEach(each -> text(singular(name), each));
        close(name);
    }

    private static String singular(String name) {
        return name.endsWith("s") ? name.substring(0, name.length() - 1) : name;
    }
}
