package dev.faux.simulation;

import static dev.faux.simulation.Intensity.DAY;
import static dev.faux.simulation.Worlds.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faux.shop.CatalogueEvent.ProductLaunched;
import dev.faux.shop.Event;
import dev.faux.shop.Id;
import dev.faux.shop.OrderEvent.OrderPlaced;
import dev.faux.shop.Product;
import dev.faux.shop.SessionEvent;
import dev.faux.shop.SessionEvent.CheckoutCancelled;
import dev.faux.shop.SessionEvent.CheckoutStarted;
import dev.faux.shop.SessionEvent.PageViewed;
import dev.faux.shop.SessionEvent.ProductAdded;
import dev.faux.shop.SessionEvent.ProductAddedToWishlist;
import dev.faux.shop.SessionEvent.ProductRemoved;
import dev.faux.shop.SessionEvent.ProductViewed;
import dev.faux.shop.SessionEvent.ProductsSearched;
import dev.faux.shop.SessionEvent.SessionEnded;
import dev.faux.shop.SessionEvent.SessionStarted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What visits look like from inside: who comes as what, and the way that he takes. Bounds are those of {@link Fit}. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class VisitsTest {

    private static final int DEPARTMENTS = 4;

    private final Map<Id, Product> products = new HashMap<>();
    private final Map<Id, List<Event>> visits = new LinkedHashMap<>();

    @Test
    void window_shoppers_look_at_two_to_five_products_and_put_nothing_in_the_cart() {
        live(only("window_shopper"));

        long[] views = new long[4];
        for (List<Event> visit : ended()) {
            assertThat(count(visit, ProductAdded.class)).isZero();
            views[count(visit, ProductViewed.class) - 2]++;
        }
        Fit.chiSquare(views, i -> 0.25);
    }

    @Test
    void future_buyers_take_out_as_much_as_they_like_and_never_buy() {
        live(only("future_buyer"));

        long[] removed = new long[3];
        long checkouts = 0;
        for (List<Event> visit : ended()) {
            int added = count(visit, ProductAdded.class);
            assertThat(added).isPositive();
            assertThat(count(visit, OrderPlaced.class)).isZero();
            assertThat(count(visit, ProductRemoved.class)).isLessThanOrEqualTo(added);
            assertThat(count(visit, CheckoutCancelled.class)).isEqualTo(count(visit, CheckoutStarted.class));
            checkouts += count(visit, CheckoutStarted.class);
            if (added == 2) {
                removed[count(visit, ProductRemoved.class)]++;
            }
        }
        Fit.chiSquare(removed, i -> 1 / 3.0);
        assertThat(checkouts).isPositive();
    }

    @Test
    void buyers_leave_something_in_the_cart_and_order_it() {
        live(only("buyer"));

        int removed = 0;
        for (List<Event> visit : ended()) {
            assertThat(count(visit, OrderPlaced.class)).isEqualTo(1);
            removed += count(visit, ProductRemoved.class);
        }
        assertThat(removed).isPositive();
    }

    @Test
    void who_is_in_a_hurry_searches_and_who_compares_looks_at_much() {
        live(only("hurried_buyer"));
        double hurried = mean(ProductViewed.class);
        long begunWithSearch = ended().stream()
                .filter(visit -> pages(visit).get(1).equals("search"))
                .count();
        Fit.share(begunWithSearch, ended().size(), 0.95);

        live(only("comparer"));
        assertThat(mean(ProductViewed.class)).isGreaterThan(2 * hurried);
        assertThat(mean(ProductAddedToWishlist.class)).isGreaterThan(1);
    }

    @Test
    void nobody_wishes_for_the_same_thing_twice_running() {
        live(only("comparer"));

        for (List<Event> visit : ended()) {
            List<Id> wishes = visit.stream()
                    .filter(ProductAddedToWishlist.class::isInstance)
                    .map(event -> ((ProductAddedToWishlist) event).product())
                    .toList();
            for (int i = 1; i < wishes.size(); i++) {
                assertThat(wishes.get(i)).isNotEqualTo(wishes.get(i - 1));
            }
        }
    }

    @Test
    void a_visit_goes_from_home_over_a_category_or_a_search_to_products_and_over_the_cart_to_the_checkout() {
        live();

        for (List<Event> visit : ended()) {
            List<String> pages = pages(visit);
            assertThat(pages).startsWith("home");
            assertThat(pages.stream().distinct())
                    .isSubsetOf("home", "category", "search", "cart", "wishlist", "account", "help");
            if (pages.size() > 1 && count(visit, ProductViewed.class) > 0) {
                assertThat(pages.get(1)).isIn("category", "search");
            }
            if (count(visit, CheckoutStarted.class) > 0) {
                assertThat(pages).contains("cart");
            }
            assertThat(count(visit, ProductsSearched.class) > 0).isEqualTo(pages.contains("search"));
        }
    }

    @Test
    void most_products_of_a_visit_are_of_one_or_two_categories() {
        live();

        long ofTwo = 0;
        long all = 0;
        for (List<Event> visit : ended()) {
            Map<Id, Integer> categories = new HashMap<>();
            visit.stream()
                    .filter(ProductViewed.class::isInstance)
                    .map(event -> product(((ProductViewed) event).product()).category())
                    .forEach(category -> categories.merge(category, 1, Integer::sum));
            all += categories.values().stream().mapToInt(each -> each).sum();
            ofTwo += categories.values().stream()
                    .sorted((one, other) -> other - one)
                    .limit(2)
                    .mapToInt(each -> each)
                    .sum();
        }
        assertThat((double) ofTwo / all).isGreaterThan(0.9);
    }

    @Test
    void what_is_more_popular_with_some_is_looked_at_by_them_more_often() {
        Scenario scenario = Worlds.scenario("steady", "intensity.per_minute=60");
        History history = new History(scenario, 5, MONDAY, 18);
        Population population = new Population(history);
        live(history);

        double[] young = shares(population, age -> age < 30);
        double[] old = shares(population, age -> age >= 55);
        // In the order of the catalogue: electronics is fourth, books are last.
        assertThat(young[3]).isGreaterThan(2 * old[3]);
        assertThat(old[5]).isGreaterThan(1.3 * young[5]);
    }

    @Test
    void one_search_in_ten_has_a_typo_and_some_of_these_find_nothing() {
        live();

        List<ProductsSearched> searches = visits.values().stream()
                .flatMap(List::stream)
                .filter(ProductsSearched.class::isInstance)
                .map(ProductsSearched.class::cast)
                .toList();
        long futile = searches.stream().filter(search -> search.results() == 0).count();
        assertThat(futile).isPositive();
        assertThat((double) futile / searches.size()).isLessThan(0.05);
        assertThat(searches.stream().map(ProductsSearched::query))
                .contains("kettle", "kettles", "kitchen kettle", "biographies", "jeans")
                .anyMatch(query -> query.matches("(?!kitchen)[a-z]+ kettle"))
                .allMatch(query -> query.matches("[a-z-]+( [a-z-]+)*"));
    }

    @Test
    void who_sends_for_things_again_takes_mostly_the_same_way() {
        live("population=200");

        Map<Id, List<String>> methods = new HashMap<>();
        visits.values().stream()
                .flatMap(List::stream)
                .filter(OrderPlaced.class::isInstance)
                .map(OrderPlaced.class::cast)
                .forEach(order -> methods.computeIfAbsent(order.customer(), any -> new ArrayList<>())
                        .add(order.shippingMethod()));
        long same = 0;
        long pairs = 0;
        for (List<String> each : methods.values()) {
            for (int i = 1; i < each.size(); i++) {
                pairs++;
                same += each.get(i).equals(each.get(i - 1)) ? 1 : 0;
            }
        }
        assertThat(pairs).isGreaterThan(500);
        // By chance alone it would be 0.8² + 0.2²; with 85 % as usual it is 0.91.
        assertThat((double) same / pairs).isGreaterThan(0.82);
    }

    @Test
    void who_comes_again_finds_his_cart() {
        live("population=200");

        long found = visits.values().stream()
                .map(List::getFirst)
                .filter(event -> event instanceof SessionStarted started
                        && !started.cart().isEmpty())
                .count();
        assertThat(found).isGreaterThan(100);
    }

    private void live(String... settings) {
        List<String> all = new ArrayList<>(List.of("intensity.per_minute=60"));
        all.addAll(List.of(settings));
        live(new History(Worlds.scenario("steady", all.toArray(new String[0])), 5, MONDAY, 18));
    }

    private void live(History history) {
        products.clear();
        visits.clear();
        Worlds.live(new World(history), MONDAY + 3 * DAY, each -> {
            if (each.event() instanceof ProductLaunched launched) {
                products.put(launched.product().id(), launched.product());
            } else if (each.correlation() != null
                    && (each.event() instanceof SessionEvent || each.event() instanceof OrderPlaced)) {
                visits.computeIfAbsent(each.correlation(), any -> new ArrayList<>())
                        .add(each.event());
            }
        });
    }

    /** All but one in ten million visits are of this persona. */
    private static String only(String persona) {
        return "personas." + persona + ".share=1000000000";
    }

    private List<List<Event>> ended() {
        return visits.values().stream()
                .filter(visit -> visit.getLast() instanceof SessionEnded)
                .toList();
    }

    private double mean(Class<? extends Event> type) {
        List<List<Event>> ended = ended();
        return ended.stream().mapToInt(visit -> count(visit, type)).sum() / (double) ended.size();
    }

    private static int count(Collection<Event> visit, Class<? extends Event> type) {
        return (int) visit.stream().filter(type::isInstance).count();
    }

    private static List<String> pages(List<Event> visit) {
        return visit.stream()
                .filter(PageViewed.class::isInstance)
                .map(event -> ((PageViewed) event).page())
                .toList();
    }

    private Product product(Id id) {
        return Objects.requireNonNull(products.get(id));
    }

    /** Which part of the product views of customers of that age falls on each category. */
    private double[] shares(Population population, Predicate<Double> age) {
        double[] counts = new double[6];
        double sum = 0;
        for (List<Event> visit : visits.values()) {
            for (Event event : visit) {
                if (event instanceof ProductViewed view
                        && age.test((MONDAY / DAY - population.birthDay(view.customer())) / 365.25)) {
                    counts[(int) product(view.product()).category().number() - 1 - DEPARTMENTS]++;
                    sum++;
                }
            }
        }
        for (int i = 0; i < counts.length; i++) {
            counts[i] /= sum;
        }
        return counts;
    }
}
