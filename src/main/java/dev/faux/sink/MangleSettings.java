package dev.faux.sink;

import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is spoilt on purpose on the way to a sink; nothing unless it is asked for.
 *
 * @param late some events come after others that happened later
 * @param repeat some come twice
 * @param discard some do not come
 * @param reorder as late, but by little
 * @param malformed the data of some is cut off in the middle
 */
public record MangleSettings(
        @Nullable Share late,
        @Nullable Share repeat,
        @Nullable Share discard,
        @Nullable Share reorder,
        @Nullable Share malformed) {

    private static final Duration MOST = Duration.ofDays(1);
    private static final Duration LATE_BY = Duration.ofMinutes(10);
    private static final Duration LITTLE = Duration.ofSeconds(5);

    /**
     * @param share of all events that are delivered, 0 to 1
     * @param by how much later they come at most, in virtual time; null for what is usual
     */
    public record Share(double share, @Nullable Duration by) {

        public Share {
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException("share is " + share + ", expected 0 to 1");
            }
            if (by != null && (!by.isPositive() || by.compareTo(MOST) > 0)) {
                throw new IllegalArgumentException("by is " + by + ", expected more than 0 and at most " + MOST);
            }
        }
    }

    public MangleSettings {
        double all = Stream.of(late, repeat, discard, reorder, malformed)
                .filter(each -> each != null)
                .mapToDouble(Share::share)
                .sum();
        if (all > 1) {
            throw new IllegalArgumentException("the shares of mangle add up to " + all + ", expected at most 1");
        }
    }

    double share(Dirt dirt) {
        Share of = of(dirt);
        return of == null ? 0 : of.share;
    }

    /** How much later it comes at most. */
    Duration by(Dirt dirt) {
        Share of = of(dirt);
        if (of != null && of.by != null) {
            return of.by;
        }
        return dirt == Dirt.REORDER ? LITTLE : LATE_BY;
    }

    /** For how long an event may matter after it happened. */
    Duration memory() {
        return Stream.of(Dirt.LATE, Dirt.REPEAT, Dirt.REORDER)
                .filter(dirt -> share(dirt) > 0)
                .map(this::by)
                .reduce(Duration.ZERO, (one, other) -> one.compareTo(other) > 0 ? one : other);
    }

    private @Nullable Share of(Dirt dirt) {
        return switch (dirt) {
            case LATE -> late;
            case REPEAT -> repeat;
            case DISCARD -> discard;
            case REORDER -> reorder;
            case MALFORMED -> malformed;
        };
    }
}
