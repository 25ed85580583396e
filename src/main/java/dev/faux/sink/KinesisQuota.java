package dev.faux.sink;

/**
 * What one shard takes, as far as that is known: it begins with what AWS promises and learns from then on. While more is there than
 * may be sent, the rate grows as in RFC 9438 (CUBIC), slowly around the last rate that was refused and faster the longer none is;
 * a refusal takes it back, by little, since a shard refuses at once and queues nothing. A token bucket for records and one for
 * bytes follow the rate. Instants are milliseconds. For one thread.
 */
final class KinesisQuota {

    /** What AWS promises of a shard, each second. */
    private static final double RECORDS = 1_000;

    private static final double BYTES = 1 << 20;

    /** For so long a shard that was sent nothing saves up. */
    private static final double SAVED_MILLIS = 300;

    private static final double STEP_BACK = 0.03;

    /** After so long the rate is where it was refused last. */
    private static final double PLATEAU_MILLIS = 10_000;

    private static final int SLOTS = 10;
    private static final long SLOT_MILLIS = 100;
    private static final double USUAL_SIZE = 1_000;
    private static final double WEIGHT = 1.0 / 64;

    /** Of what AWS promises. */
    private double ceiling = 1;

    /** For how long the bucket has been what limits. */
    private double limitedMillis = PLATEAU_MILLIS;

    private double limitedWithoutBreak;
    private double records = RECORDS * SAVED_MILLIS / 1_000;
    private double bytes = BYTES * SAVED_MILLIS / 1_000;
    private double size = USUAL_SIZE;
    private long at;
    private long steppedBack = Long.MIN_VALUE;

    /** How many records were taken in each of the last slots of time. */
    private final long[] slots = new long[SLOTS];

    private long slot;

    KinesisQuota(long now) {
        at = now;
    }

    /** Of what AWS promises. */
    private double rate() {
        double grown = (limitedMillis - PLATEAU_MILLIS) / PLATEAU_MILLIS;
        return ceiling * (1 + STEP_BACK * grown * grown * grown);
    }

    /** How many records may be sent now, about. */
    int room(long now) {
        refill(now);
        return (int) Math.max(0, Math.min(records, bytes / size));
    }

    private void refill(long now) {
        double millis = Math.max(0, now - at);
        at = now;
        double rate = rate();
        double mostRecords = rate * RECORDS * SAVED_MILLIS / 1_000;
        double mostBytes = rate * BYTES * SAVED_MILLIS / 1_000;
        records += rate * RECORDS * millis / 1_000;
        bytes += rate * BYTES * millis / 1_000;
        boolean isLimiting = records < mostRecords || bytes < mostBytes;
        records = Math.min(records, mostRecords);
        bytes = Math.min(bytes, mostBytes);
        limitedWithoutBreak = isLimiting ? limitedWithoutBreak + millis : 0;
        limitedMillis += isLimiting ? millis : 0;
    }

    /** Takes out a record of so many bytes, unless there is no room. */
    boolean take(int length) {
        if (records < 1 || bytes < 0) {
            return false;
        }
        records--;
        bytes -= length;
        size += (length - size) * WEIGHT;
        return true;
    }

    /** Puts back what was taken out, because the shard has not taken it. */
    void giveBack(int length) {
        records++;
        bytes += length;
    }

    /** The shard has taken a record. */
    void taken(long now) {
        advance(now);
        slots[(int) (slot % SLOTS)]++;
    }

    private void advance(long now) {
        long next = now / SLOT_MILLIS;
        for (long each = Math.max(slot + 1, next - SLOTS + 1); each <= next; each++) {
            slots[(int) (each % SLOTS)] = 0;
        }
        slot = Math.max(slot, next);
    }

    /** The shard has refused a record that was sent at an instant, because it has too much to take. */
    void refused(long sent, long now) {
        if (sent < steppedBack) {
            // It was on the way when another one was refused.
            return;
        }
        steppedBack = now;
        ceiling = Math.min(rate(), known(now));
        limitedMillis = 0;
        records = Math.min(0, records);
        bytes = Math.min(0, bytes);
    }

    /** What was taken within the last second, if more was there all the time. */
    private double known(long now) {
        if (limitedWithoutBreak < SLOTS * SLOT_MILLIS) {
            return Double.MAX_VALUE;
        }
        advance(now);
        long sum = 0;
        for (long each : slots) {
            sum += each;
        }
        return Math.max(1, sum * 1_000.0 / (SLOTS * SLOT_MILLIS)) / RECORDS;
    }
}
