package dev.faux.dataset;

import dev.faux.dataset.Wanted.Condition;
import dev.faux.dataset.Wanted.Test;
import dev.faux.shop.Fields.Described;
import dev.faux.shop.Id;
import java.sql.SQLException;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * The rows of a shop that nobody from outside has to do with: first those that it begins with, computed as they are then; behind
 * them what has come of it by its instant, for which it has to be run once.
 */
public final class SeedShop implements Source {

    /** The first word of a place among the rows that it begins with, followed by the founder and which of his rows it is. */
    private static final String FOUNDING = "founding";

    /** Of a place among those of its run, followed by the key, if any. */
    private static final String RUN = "run";

    /** Whoever is overtaken so often by others, who all want different shops, has too few of them kept. */
    private static final int MOST_RUNS = 3;

    private static final RowPage NOTHING = new RowPage(List.of(), null);

    private final ShopAt shop;
    private final Mono<KeptRows> run;

    /** @param run what has come of it; it is run when that is asked for */
    SeedShop(ShopAt shop, Mono<KeptRows> run) {
        this.shop = shop;
        this.run = run;
    }

    @Override
    public String world() {
        return shop.id();
    }

    private String pages(Dataset dataset) {
        return dataset.name() + " of " + world();
    }

    @Override
    public Mono<RowPage> page(Dataset dataset, Wanted wanted) {
        return Mono.defer(() -> pageFrom(dataset, wanted));
    }

    private Mono<RowPage> pageFrom(Dataset dataset, Wanted wanted) {
        String after = wanted.after();
        Place place = after == null ? Place.of(FOUNDING, "1", "0") : Place.parse(after, pages(dataset));
        List<String> words = place.words();
        if (words.equals(List.of(RUN))
                || words.getFirst().equals(RUN)
                        && words.size() == 1 + dataset.table().key().size()) {
            return runPage(dataset, wanted, words.subList(1, words.size()), NOTHING)
                    .onErrorMap(IllegalArgumentException.class, e -> new NoSuchPlace(String.valueOf(after)));
        }
        if (!String.join(" ", words).matches(FOUNDING + " [1-9][0-9]{0,14} [0-9]{1,2}")) {
            throw new NoSuchPlace(String.valueOf(after));
        }
        long founder = Long.parseLong(words.get(1));
        int row = Integer.parseInt(words.get(2));
        return Mono.fromCallable(() -> foundingPage(dataset, wanted, founder, row))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(page -> page.next() == null && page.rows().size() < wanted.limit() && !dataset.isOfTheStart()
                        ? runPage(dataset, wanted, List.of(), page)
                        : Mono.just(page));
    }

    private RowPage foundingPage(Dataset dataset, Wanted wanted, long from, int fromRow) {
        StartRows founding = StartRows.of(dataset, shop.history());
        long[] found = founding.hasOneRowEach() && wanted.conditions().isEmpty()
                ? range(founding, from, wanted.limit() + 1)
                : search(founding, dataset.table(), wanted, from, fromRow);
        List<Described> rows = new AbstractList<>() {

            @Override
            public Described get(int index) {
                return founding.row(found[index] / Computed.MOST, (int) (found[index] % Computed.MOST));
            }

            @Override
            public int size() {
                return Math.min(found.length, wanted.limit());
            }
        };
        if (found.length < wanted.limit() || found.length == wanted.limit() && dataset.isOfTheStart()) {
            return new RowPage(rows, null);
        }
        Place next = found.length > wanted.limit()
                ? Place.of(
                        FOUNDING,
                        Long.toString(found[wanted.limit()] / Computed.MOST),
                        Long.toString(found[wanted.limit()] % Computed.MOST))
                : Place.of(RUN);
        return new RowPage(rows, next.text(pages(dataset)));
    }

    private static long[] range(StartRows founding, long from, int most) {
        long end = Math.min(from + most, founding.founders() + 1);
        return LongStream.range(from, end)
                .map(founder -> founder * Computed.MOST)
                .toArray();
    }

    /** Where those rows are, from one on, that fulfil all conditions; one more than fit on the page, if there are. */
    private long[] search(StartRows founding, Table table, Wanted wanted, long from, int fromRow) {
        LongStream.Builder found = LongStream.builder();
        int count = 0;
        long only = only(founding, wanted);
        long end = only >= 0 ? only : founding.founders();
        for (long founder = Math.max(from, only); founder <= end && founder > 0 && count <= wanted.limit(); founder++) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("nobody waits for it any more");
            }
            List<@Nullable Object[]> rows = founding.of(founder);
            for (int i = founder == from ? fromRow : 0; i < rows.size() && count <= wanted.limit(); i++) {
                @Nullable Object[] row = rows.get(i);
                if (wanted.conditions().stream().allMatch(each -> holds(table, row, each))) {
                    found.add(founder * Computed.MOST + i);
                    count++;
                }
            }
        }
        return found.build().toArray();
    }

    /** The only founder who can be meant, 0 if none can be, or -1 if any. */
    private static long only(StartRows founding, Wanted wanted) {
        return wanted.conditions().stream()
                .filter(each -> each.test() == Test.IS)
                .mapToLong(each -> founding.named(each.column(), String.valueOf(each.value())))
                .max()
                .orElse(-1);
    }

    private boolean holds(Table table, @Nullable Object[] row, Condition condition) {
        int place = table.place(condition.column());
        Object value = row[place];
        String given = condition.value();
        if (value == null || given == null) {
            return value == null && given == null;
        }
        int order = switch (value) {
            case Id id -> shop.history().uuids().of(id).toString().compareTo(given);
            case Long number
            when table.columns().get(place).type().equals("timestamptz") ->
                Long.compare(number, Instant.parse(given).toEpochMilli());
            default -> String.valueOf(value).compareTo(given);
        };
        return switch (condition.test()) {
            case IS -> order == 0;
            case FROM -> order >= 0;
            case BEFORE -> order < 0;
            case IS_NONE -> false;
        };
    }

    private Mono<RowPage> runPage(Dataset dataset, Wanted wanted, List<String> after, RowPage before) {
        return run.publishOn(Schedulers.boundedElastic())
                .flatMap(kept -> Mono.fromCallable(() -> runPage(kept, dataset, wanted, after, before)))
                .retryWhen(Retry.max(MOST_RUNS)
                        .filter(KeptRows.Gone.class::isInstance)
                        .onRetryExhaustedThrow((retry, last) -> last.failure()));
    }

    private RowPage runPage(KeptRows kept, Dataset dataset, Wanted wanted, List<String> after, RowPage before)
            throws SQLException {
        Table table = dataset.table();
        int limit = wanted.limit() - before.rows().size();
        List<@Nullable Object[]> found = kept.page(table, after, wanted.conditions(), limit + 1);
        List<@Nullable Object[]> fitting = found.subList(0, Math.min(limit, found.size()));
        List<Described> rows = new ArrayList<>(before.rows());
        rows.addAll(kept.shown(dataset, fitting));
        if (found.size() <= limit) {
            return new RowPage(rows, null);
        }
        List<String> last = new ArrayList<>(List.of(RUN));
        last.addAll(KeptRows.key(table, fitting.getLast()));
        return new RowPage(rows, new Place(last).text(pages(dataset)));
    }
}
