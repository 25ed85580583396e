package dev.faux.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.faux.shop.Privacy;
import dev.faux.simulation.History;
import dev.faux.simulation.ScenarioFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Shops are run once for all who ask, and those that were asked for last stay. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SeedShopsTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Dataset ORDERS = Datasets.named("orders");

    @TempDir
    private Path folder;

    @Test
    void those_that_were_asked_for_last_stay_and_any_other_is_the_same_when_it_is_run_again() throws IOException {
        try (SeedShops shops = new SeedShops(folder, 2)) {
            String first = orders(shops.of(shop(1, 1)), 1);
            orders(shops.of(shop(2, 1)), 2);
            orders(shops.of(shop(1, 1)), 1);
            orders(shops.of(shop(3, 1)), 3);
            assertThat(files())
                    .hasSize(2)
                    .anyMatch(name -> name.startsWith(shop(1, 1).id()));
            orders(shops.of(shop(2, 1)), 2);
            assertThat(files())
                    .hasSize(2)
                    .noneMatch(name -> name.startsWith(shop(1, 1).id()));
            assertThat(orders(shops.of(shop(1, 1)), 1)).isEqualTo(first).contains("order_id");
        }
    }

    @Test
    void who_is_overtaken_between_two_looks_into_a_file_is_given_it_once_more() throws IOException {
        try (SeedShops shops = new SeedShops(folder, 2)) {
            ShopAt shop = shop(1, 1);
            String orders = orders(shops.of(shop), 1);
            Path file = folder.resolve(files().getFirst());
            AtomicInteger asked = new AtomicInteger();
            SeedShop overtaken = new SeedShop(
                    shop,
                    Mono.fromSupplier(() -> new KeptRows(
                            asked.incrementAndGet() == 1 ? folder.resolve("gone") : file,
                            shop.history().uuids())));
            assertThat(orders(overtaken, 1)).isEqualTo(orders);
            assertThat(asked).hasValue(2);
        }
    }

    @Test
    void all_who_ask_at_once_wait_for_the_same_run_and_are_told_how_far_it_is() throws IOException {
        try (SeedShops shops = new SeedShops(folder, 2)) {
            ShopAt shop = shop(1, 3);
            assertThat(shops.done(shop)).isEqualTo(1);
            CompletableFuture<@Nullable List<RowPage>> pages = Flux.range(0, 8)
                    .flatMap(client -> shops.of(shop).page(ORDERS, new Wanted(null, 10, List.of())))
                    .collectList()
                    .toFuture();
            await().atMost(LONG).until(() -> shops.done(shop) > 0 && shops.done(shop) < 1);
            assertThat(runs()).isEqualTo(1);
            assertThat(pages.join())
                    .hasSize(8)
                    .allSatisfy(page -> assertThat(page.rows()).hasSize(10));
            assertThat(shops.done(shop)).isEqualTo(1);
        }
    }

    @Test
    void closing_ends_what_is_being_run() throws IOException {
        CompletableFuture<@Nullable RowPage> page;
        try (SeedShops shops = new SeedShops(folder, 2)) {
            ShopAt shop = shop(1, 3_000);
            page = shops.of(shop).page(ORDERS, new Wanted(null, 10, List.of())).toFuture();
            await().atMost(LONG).until(() -> shops.done(shop) > 0 && shops.done(shop) < 1);
        }
        await().atMost(LONG).until(() -> runs() == 0);
        assertThatThrownBy(() -> page.get(LONG.toSeconds(), java.util.concurrent.TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class);
        assertThat(files()).noneMatch(name -> name.endsWith(".sqlite"));
    }

    private static long runs() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(each -> each.getKey().getName().startsWith("shop-of-a-seed"))
                .flatMap(each -> Stream.of(each.getValue()))
                .filter(frame -> frame.getClassName().equals(RunRows.class.getName())
                        && frame.getMethodName().equals("write"))
                .count();
    }

    private static ShopAt shop(long seed, int days) {
        History history = new History(
                ScenarioFile.read("weekday", List.of("intensity.per_minute=20", "population=500")),
                seed,
                ShopAt.START.toEpochMilli(),
                14.5);
        return new ShopAt(history, ShopAt.START.plus(Duration.ofDays(days)).toEpochMilli());
    }

    private static String orders(SeedShop shop, long seed) {
        RowText text = RowText.of(Format.NDJSON, ORDERS, shop(seed, 1).history(), Privacy.FULL);
        @Nullable
        RowPage page = shop.page(ORDERS, new Wanted(null, 1_000, List.of())).block(LONG);
        Objects.requireNonNull(page).rows().forEach(text::row);
        return new String(text.take(), StandardCharsets.UTF_8);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).toList();
        }
    }
}
