package dev.faux.log;

import dev.faux.shop.Id;
import dev.faux.shop.Uuids;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Writes ids as the 36 characters of their UUIDs, and keeps those that it wrote lately. For one thread. */
final class UuidText {

    static final int LENGTH = 36;

    private static final int RECENT = 1 << 12;
    /** How far those of two kinds with the same number are kept apart. */
    private static final int APART = 1_103;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final Uuids uuids;
    private final @Nullable Id[] recent = new @Nullable Id[RECENT];
    private final byte[] texts = new byte[RECENT * LENGTH];

    UuidText(Uuids uuids) {
        this.uuids = uuids;
    }

    /** One that is likely to be written again: who visits and what is popular comes in line after line. */
    @SuppressWarnings("ReferenceEquality") // Whether it is the very same is enough, and all that is cheap.
    void write(Id id, byte[] to, int place) {
        int slot = (int) (id.number() + id.kind().ordinal() * APART) & RECENT - 1;
        if (recent[slot] != id) {
            recent[slot] = id;
            writeOnce(id, texts, slot * LENGTH);
        }
        System.arraycopy(texts, slot * LENGTH, to, place, LENGTH);
    }

    /** One that will not come again. */
    void writeOnce(Id id, byte[] to, int place) {
        long high = uuids.high(id);
        long low = uuids.low(id);
        LONGS.set(to, place, hex((int) (high >>> 32)));
        to[place + 8] = '-';
        long middle = hex((int) high);
        INTS.set(to, place + 9, (int) (middle >>> 32));
        to[place + 13] = '-';
        INTS.set(to, place + 14, (int) middle);
        to[place + 18] = '-';
        long next = hex((int) (low >>> 32));
        INTS.set(to, place + 19, (int) (next >>> 32));
        to[place + 23] = '-';
        INTS.set(to, place + 24, (int) next);
        LONGS.set(to, place + 28, hex((int) low));
    }

    /** The eight hex digits of a number as eight bytes of ASCII, all at once. */
    private static long hex(int value) {
        long x = value & 0xFFFF_FFFFL;
        x = (x << 16 | x) & 0x0000_FFFF_0000_FFFFL;
        x = (x << 8 | x) & 0x00FF_00FF_00FF_00FFL;
        x = (x << 4 | x) & 0x0F0F_0F0F_0F0F_0F0FL;
        long isLetter = (x + 0x0606_0606_0606_0606L) >>> 4 & 0x0101_0101_0101_0101L;
        return x + 0x3030_3030_3030_3030L + isLetter * ('a' - '0' - 10);
    }
}
