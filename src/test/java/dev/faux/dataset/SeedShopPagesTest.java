package dev.faux.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.faux.dataset.Source.NoSuchPlace;
import dev.faux.dataset.Wanted.Condition;
import dev.faux.shop.Privacy;
import dev.faux.simulation.History;
import dev.faux.simulation.ScenarioFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;

/** Pages of a huge shop that has not been run. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SeedShopPagesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Instant START = Instant.parse("2023-01-01T00:00:00Z");
    private static final Dataset USERS = Datasets.named("users");
    private static final History HISTORY =
            new History(ScenarioFile.read("weekday", List.of("population=10000000")), 42, START.toEpochMilli(), 14.5);
    private static final ShopAt SHOP =
            new ShopAt(HISTORY, START.plus(Duration.ofDays(300)).toEpochMilli());

    @TempDir
    private Path folder;

    @Test
    void whoever_breaks_off_a_search_ends_it() throws IOException {
        try (SeedShops shops = new SeedShops(folder, 1)) {
            Wanted nobody = new Wanted(null, 10, List.of(new Condition("market", Wanted.Test.IS, "nowhere")));
            Disposable search = shops.of(SHOP).page(USERS, nobody).subscribe();
            await().atMost(PATIENCE).until(SeedShopPagesTest::somebodySearches);
            search.dispose();
            await().atMost(PATIENCE).until(() -> !somebodySearches());
        }
    }

    private static boolean somebodySearches() {
        return Thread.getAllStackTraces().values().stream()
                .flatMap(Arrays::stream)
                .anyMatch(frame -> frame.getClassName().equals(SeedShop.class.getName())
                        && frame.getMethodName().equals("search"));
    }

    @Test
    void a_page_far_behind_needs_no_run_and_follows_the_one_before() throws IOException {
        try (SeedShops shops = new SeedShops(folder, 1)) {
            SeedShop shop = shops.of(SHOP);
            String after = Place.of("founding", "9000001", "0").text("users of " + SHOP.id());
            RowPage far = page(shop, after, 3);
            RowPage next = page(shop, Objects.requireNonNull(far.next()), 3);
            RowPage both = page(shop, after, 6);
            assertThat(lines(both)).hasSize(6).startsWith(lines(far).toArray(String[]::new));
            assertThat(lines(both)).endsWith(lines(next).toArray(String[]::new));
            assertThat(Files.list(folder)).isEmpty();
        }
    }

    /** Their checksum can be made by anybody. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "founding",
                "founding x 0",
                "founding 0 0",
                "founding -5 0",
                "founding 1 0 0",
                "run a b",
                "rest",
                ""
            })
    void a_place_that_is_none_is_refused(String words) throws IOException {
        try (SeedShops shops = new SeedShops(folder, 1)) {
            String after = new Place(List.of(words.split(" ", -1))).text("users of " + SHOP.id());
            assertThatThrownBy(() -> page(shops.of(SHOP), after, 3)).isInstanceOf(NoSuchPlace.class);
        }
    }

    private static RowPage page(SeedShop shop, @Nullable String after, int limit) {
        return Objects.requireNonNull(
                shop.page(USERS, new Wanted(after, limit, List.of())).block(PATIENCE));
    }

    private static List<String> lines(RowPage page) {
        RowText text = RowText.of(Format.NDJSON, USERS, HISTORY, Privacy.FULL);
        page.rows().forEach(text::row);
        return new String(text.take(), StandardCharsets.UTF_8).lines().toList();
    }
}
