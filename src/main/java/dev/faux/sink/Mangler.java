package dev.faux.sink;

import dev.faux.log.Batch;
import dev.faux.shop.Mix;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Spoils events on purpose. Which ones, how, and by how much is thrown by dice for each position, so it is the same each time, and
 * what is held back can be made out again from the events of the last while. For one thread.
 */
final class Mangler {

    private static final Dirt[] ALL = Dirt.values();
    private static final double UNIT = 0x1p-53;

    private final MangleSettings settings;
    private final long key;
    private final PriorityQueue<Held> held =
            new PriorityQueue<>(Comparator.comparingLong(Held::due).thenComparing(each -> each.letter.position()));

    /**
     * An event as it is delivered.
     *
     * @param dirt what is wrong with it, or null
     */
    record Letter(Batch batch, int index, @Nullable Dirt dirt) {

        long position() {
            return batch.position(index);
        }
    }

    private record Held(Letter letter, long due) {}

    /** @param seed of the history */
    Mangler(MangleSettings settings, long seed, String sink) {
        this.settings = settings;
        this.key = Mix.of(seed, sink.chars().asLongStream().reduce(0, Mix::of));
    }

    /** What is wrong with the event at a position, or null; it needs no memory. */
    @Nullable
    Dirt dirt(long position) {
        double thrown = unit(position, 0);
        for (Dirt dirt : ALL) {
            thrown -= settings.share(dirt);
            if (thrown < 0) {
                return dirt;
            }
        }
        return null;
    }

    /**
     * Takes in an event, and gives out what is due before it, and the event itself unless it is held back.
     *
     * @return what is wrong with it, or null
     */
    @Nullable
    Dirt take(Batch batch, int index, Consumer<Letter> out) {
        release(batch.time(index), out);
        Dirt dirt = dirt(batch.position(index));
        if (dirt == null || dirt == Dirt.MALFORMED) {
            out.accept(new Letter(batch, index, dirt));
        } else if (dirt != Dirt.DISCARD) {
            if (dirt == Dirt.REPEAT) {
                out.accept(new Letter(batch, index, null));
            }
            long delay = 1
                    + (long) (unit(batch.position(index), 1) * settings.by(dirt).toMillis());
            held.add(new Held(new Letter(batch.only(index), 0, dirt), batch.time(index) + delay));
        }
        return dirt;
    }

    private void release(long now, Consumer<Letter> out) {
        while (!held.isEmpty() && held.element().due <= now) {
            out.accept(held.remove().letter);
        }
    }

    /** Gives out all that is held back, because nothing more comes. */
    void releaseAll(Consumer<Letter> out) {
        release(Long.MAX_VALUE, out);
    }

    /** Uniform in [0, 1). */
    private double unit(long position, int purpose) {
        return (Mix.of(Mix.of(key, position), purpose) >>> 11) * UNIT;
    }
}
