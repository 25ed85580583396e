package dev.faux.dataset;

import dev.faux.log.TextBuffer;
import dev.faux.shop.Fields;
import dev.faux.shop.Id;
import dev.faux.shop.Money;
import dev.faux.shop.Uuids;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/** Fields of rows as text, one after the other; how each is parted from the others is for the kind of file to say. For one thread. */
abstract class RowBuffer extends TextBuffer implements Fields {

    /** For any value that is not a text. */
    private static final int LONGEST = 64;

    /** More than most texts need. */
    static final int SCRATCH = 256;

    private static final byte[] TRUE = ascii("true");
    private static final byte[] FALSE = ascii("false");

    RowBuffer(Uuids uuids) {
        super(uuids);
    }

    /** Writes what stands before all rows. */
    void begin(Dataset dataset) {}

    /** Writes what stands behind all rows. */
    void end(Dataset dataset) {}

    /** One whole row. */
    abstract void row(Described row);

    /** Writes what stands before a value. */
    abstract void open(String name);

    /** Writes what stands behind a value. */
    abstract void close(String name);

    private void openShort(String name) {
        open(name);
        room(LONGEST);
    }

    @Override
    public void id(String name, Id value) {
        openShort(name);
        uuid(value);
        close(name);
    }

    @Override
    public void number(String name, long value) {
        openShort(name);
        decimal(value, 0);
        close(name);
    }

    @Override
    public void money(String name, Money value) {
        openShort(name);
        decimal(value.minor(), value.currency().decimals());
        close(name);
    }

    @Override
    public void time(String name, long millis) {
        openShort(name);
        instant(millis);
        close(name);
    }

    @Override
    public void flag(String name, boolean value) {
        openShort(name);
        bytes(value ? TRUE : FALSE);
        close(name);
    }

    @Override
    public void decimal(String name, double value) {
        text(name, plain(value));
    }

    @Override
    public void decimals(String name, List<Double> values) {
        texts(name, values.stream().map(RowBuffer::plain).collect(Collectors.toList()));
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    @Override
    public void profile(Id customer, int revision, long points) {
        throw new IllegalStateException("a row has no profile");
    }

    @Override
    public void address(String name, Id address) {
        throw new IllegalStateException("a row has its address as a text");
    }
}
