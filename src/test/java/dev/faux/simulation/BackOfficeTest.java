package dev.faux.simulation;

import static dev.faux.simulation.Intensity.DAY;
import static dev.faux.simulation.Intensity.HOUR;
import static dev.faux.simulation.Worlds.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faux.shop.CatalogueEvent;
import dev.faux.shop.CatalogueEvent.PriceChanged;
import dev.faux.shop.CatalogueEvent.ProductEdited;
import dev.faux.shop.CatalogueEvent.ProductLaunched;
import dev.faux.shop.CatalogueEvent.ProductRetired;
import dev.faux.shop.CatalogueEvent.PromotionEnded;
import dev.faux.shop.CatalogueEvent.PromotionStarted;
import dev.faux.shop.CatalogueEvent.VendorJoined;
import dev.faux.shop.Id;
import dev.faux.shop.Product;
import dev.faux.shop.Promotion;
import dev.faux.shop.StockEvent.StockRestocked;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What a shop does by itself. Bounds are those of {@link Fit}. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class BackOfficeTest {

    private static final String BUSY =
            "merchandising={price_changes: 50, edits: 30, launches: 40, new_vendors: 0.25, spread: 0.2}";

    private final Map<Id, Product> launched = new HashMap<>();
    private final List<Occurrence> occurrences = new ArrayList<>();
    private long sessions;

    @Test
    void as_much_is_done_as_visitors_come() {
        live(10, 60, BUSY);

        // What is planned in the last hours of a weekend is not done yet: a week after a Monday none is.
        Fit.count(count(PriceChanged.class), sessions * 0.050);
        Fit.count(count(ProductEdited.class), sessions * 0.030);
        Fit.count(count(ProductRetired.class), sessions * 0.040);
        Fit.share(count(VendorJoined.class), count(ProductRetired.class), 0.25);
    }

    @Test
    void it_is_done_in_business_hours() {
        live(10, 60, BUSY);

        List<Occurrence> work = occurrences.stream()
                .filter(each -> !(each.event() instanceof PromotionStarted || each.event() instanceof PromotionEnded))
                .toList();
        assertThat(work).isNotEmpty().allSatisfy(each -> {
            long day = (each.at() - MONDAY) / DAY % 7;
            long hour = each.at() % DAY / HOUR;
            assertThat(day).isLessThan(5);
            assertThat(hour).isBetween(8L, 17L);
        });
    }

    @Test
    void prices_stay_around_those_of_the_launch() {
        live(10, 60, BUSY);

        List<Double> logarithms = new ArrayList<>();
        for (Occurrence each : occurrences) {
            if (each.event() instanceof PriceChanged change) {
                Product product = Objects.requireNonNull(launched.get(change.product()));
                double factor = (double) change.prices().getFirst().amount().minor()
                        / product.price(0).minor();
                logarithms.add(Math.log(factor));
                // In all markets alike, but for rounding.
                assertThat((double) change.prices().get(1).amount().minor()
                                / product.price(1).minor())
                        .isCloseTo(factor, within(0.05));
            }
        }
        // Rounding to cents blurs the cheapest by little.
        Fit.mean(logarithms.stream().mapToDouble(each -> each).toArray(), 0, 0.2);
    }

    @Test
    void who_succeeds_another_takes_its_place_and_is_on_the_shelf_at_once() {
        live(10, 60, BUSY);

        int successors = 0;
        for (int i = 0; i < occurrences.size(); i++) {
            if (occurrences.get(i).event() instanceof ProductLaunched(Product after)) {
                int next = i + 1;
                while (occurrences.get(next).event() instanceof StockRestocked restocked) {
                    assertThat(restocked.product()).isEqualTo(after.id());
                    next++;
                }
                assertThat(next).as("restocked").isGreaterThan(i + 1);
                ProductRetired retired = (ProductRetired) occurrences.get(next).event();
                Product before = Objects.requireNonNull(launched.get(retired.product()));
                assertThat(after.category()).isEqualTo(before.category());
                assertThat(lastWord(after)).isEqualTo(lastWord(before));
                assertThat(occurrences.get(next).at())
                        .isEqualTo(occurrences.get(i).at());
                assertThat(after.id().at()).isEqualTo(occurrences.get(i).at());
                successors++;
            }
        }
        assertThat(successors).isGreaterThan(100);
    }

    @Test
    void an_edit_changes_the_name_and_nothing_else() {
        live(10, 60, BUSY);

        for (Occurrence each : occurrences) {
            if (each.event() instanceof ProductEdited(Product after)) {
                Product before = Objects.requireNonNull(launched.get(after.id()));
                assertThat(after)
                        .usingRecursiveComparison()
                        .ignoringFields("name", "prices")
                        .isEqualTo(before);
                assertThat(after.name()).startsWith(before.brand() + " ").endsWith(" " + lastWord(before));
            }
        }
    }

    @Test
    void promotions_come_when_the_scenario_says() {
        live(
                30,
                1,
                "promotions=[{name: Weekly, after_start: P2D, every: P7D, lasts: P1D, percent: 15, category: any},"
                        + "{name: Once, at: 2026-01-20T12:00:00Z, lasts: PT6H, percent: 30, category: Books},"
                        + "{name: Missed, at: 2025-12-01T00:00:00Z, lasts: PT6H, percent: 30}]");

        List<Promotion> started = occurrences.stream()
                .filter(each -> each.event() instanceof PromotionStarted)
                .map(each -> ((PromotionStarted) each.event()).promotion())
                .toList();
        assertThat(started.stream().filter(each -> each.name().equals("Weekly")))
                .extracting(each -> (each.id().at() - MONDAY) / (double) DAY)
                .containsExactly(2.0, 9.0, 16.0, 23.0);
        assertThat(started.stream()
                        .filter(each -> each.name().equals("Weekly"))
                        .map(Promotion::category)
                        .distinct()
                        .count())
                .as("another category each time")
                .isGreaterThan(1);
        assertThat(started.stream().filter(each -> each.name().equals("Once")))
                .extracting(each -> Instant.ofEpochMilli(each.id().at()))
                .containsExactly(Instant.parse("2026-01-20T12:00:00Z"));
        assertThat(started.stream().filter(each -> each.name().equals("Missed")))
                .isEmpty();
        Map<Id, Promotion> byId = new HashMap<>();
        started.forEach(each -> byId.put(each.id(), each));
        assertThat(occurrences.stream().filter(each -> each.event() instanceof PromotionEnded))
                .hasSize(5)
                .allSatisfy(each -> assertThat(each.at())
                        .isEqualTo(Objects.requireNonNull(byId.get(((PromotionEnded) each.event()).promotion()))
                                .endsAt()));
    }

    @Test
    void a_promotion_of_a_feast_comes_every_year() {
        Scenario scenario = Worlds.scenario(
                "steady",
                "intensity.per_minute=0",
                "catalogue.products=10",
                "promotions=[{name: Black Friday, each: black-friday, lasts: P1D, percent: 25}]");
        List<Instant> started = new ArrayList<>();
        World world = new World(new History(scenario, 5, MONDAY, 18));
        Worlds.live(world, MONDAY + 800 * DAY, each -> {
            if (each.event() instanceof PromotionStarted(Promotion promotion)) {
                started.add(Instant.ofEpochMilli(promotion.id().at()));
            }
        });
        assertThat(started)
                .containsExactly(Instant.parse("2026-11-27T00:00:00Z"), Instant.parse("2027-11-26T00:00:00Z"));
    }

    /** Keeps what the shop does by itself after its opening. */
    private void live(int days, int perMinute, String settings) {
        Scenario scenario =
                Worlds.scenario("steady", "intensity.per_minute=" + perMinute, "catalogue.products=200", settings);
        World world = new World(new History(scenario, 5, MONDAY, 18));
        Worlds.live(world, MONDAY + days * DAY, each -> {
            if (each.event() instanceof ProductLaunched(Product product)) {
                launched.put(product.id(), product);
            }
            boolean isOfLaunch = each.event() instanceof StockRestocked restocked
                    && restocked.product().at() == each.at();
            if (each.at() > MONDAY && (each.event() instanceof CatalogueEvent || isOfLaunch)) {
                occurrences.add(each);
            }
        });
        sessions = world.sessions();
    }

    private long count(Class<? extends CatalogueEvent> type) {
        return occurrences.stream()
                .filter(each -> type.isInstance(each.event()))
                .count();
    }

    private static String lastWord(Product product) {
        return product.name().substring(product.name().lastIndexOf(' ') + 1);
    }
}
