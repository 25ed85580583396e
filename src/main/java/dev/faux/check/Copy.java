package dev.faux.check;

import java.util.Arrays;

/**
 * An event as somebody got it, whatever form it came in: what places it, and a hash of all that it says. Two copies of an event say
 * the same whether their attributes stood beside the data or in Kafka's headers. For one thread.
 */
final class Copy {

    private static final long SOURCE = Meaning.text("source");
    private static final long SEQUENCE = Meaning.text("sequence");
    private static final long PARTITION_KEY = Meaning.text("partitionkey");
    private static final long TYPE = Meaning.text("type");
    private static final long STOCK = Meaning.text("stock");
    private static final LongSet STOCK_TYPES = new LongSet();
    private static final long TIME = Meaning.text("time");
    private static final long RECORDED_TIME = Meaning.text("recordedtime");

    private static final long GREATEST_POSITION = 1_000_000_000_000_000_000L;

    static {
        Arrays.stream(Type.values())
                .filter(Type::isOfStock)
                .forEach(type -> STOCK_TYPES.add(Meaning.text("dev.faux." + type.wireName())));
    }

    private final Forms forms = new Forms(0);

    /** Or 0 where it does not tell. */
    long position;

    /** In milliseconds since 1970, or the greatest there is where it does not tell. */
    long time;

    /** The {@link Meaning} of its source, or 0 where it does not tell. */
    long source;

    /** The {@link Meaning} of its partition key, or 0 where it does not tell. */
    long key;

    private boolean isOfStock;

    /** What it says: the sum over its attributes, and its data like one of them. */
    long meaning;

    void clear() {
        position = 0;
        time = Long.MAX_VALUE;
        source = 0;
        key = 0;
        isOfStock = false;
        meaning = 0;
    }

    /** What it has to stay in order with: its key, in its topic. Of all keys only a product's is one in two topics. */
    long strand() {
        return isOfStock && key != 0 ? Hashes.of(STOCK, key) : key;
    }

    /**
     * Takes an attribute, or the data.
     *
     * @param name the {@link Meaning} of its name
     * @param value the {@link Meaning} of its value, which lies in [from, to) if it is one that places an event
     */
    void put(long name, long value, byte[] bytes, int from, int to) {
        if (name == RECORDED_TIME) {
            return;
        }
        meaning += Meaning.member(name, value);
        if (name == SEQUENCE) {
            position = position(bytes, from, to);
        } else if (name == TIME) {
            time = forms.instant(bytes, from, to) ? forms.value : Long.MAX_VALUE;
        } else if (name == SOURCE) {
            source = value;
        } else if (name == PARTITION_KEY) {
            key = value;
        } else if (name == TYPE) {
            isOfStock = STOCK_TYPES.contains(value);
        }
    }

    /** Leading zeros or not: whether it is written as it should be is told by its meaning. */
    private static long position(byte[] bytes, int from, int to) {
        long position = 0;
        for (int i = from; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9 || position >= GREATEST_POSITION / 10) {
                return 0;
            }
            position = position * 10 + digit;
        }
        return position;
    }
}
