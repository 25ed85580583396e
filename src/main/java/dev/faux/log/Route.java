package dev.faux.log;

import java.util.List;

/**
 * Which part of a history a reader is given.
 *
 * @param types of the events
 * @param from where it begins, the first time that the reader is fed
 * @param limit after how many events of those it ends
 */
public record Route(TypeFilter types, From from, long limit) {

    public static final Route EVERYTHING = new Route(TypeFilter.of(List.of()), From.START, Long.MAX_VALUE);

    public Route {
        if (limit < 1) {
            throw new IllegalArgumentException("limit is " + limit + ", expected at least 1");
        }
    }

    /**
     * Whether an event of a batch is wanted, as far as the limit does not count.
     *
     * @param since the position that it begins with
     */
    public boolean wants(Batch batch, int index, long since) {
        return batch.position(index) >= since && types.accepts(batch.type(index));
    }
}
