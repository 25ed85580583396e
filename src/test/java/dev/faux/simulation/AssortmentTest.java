package dev.faux.simulation;

import static dev.faux.simulation.Worlds.NEW_YEAR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faux.shop.Id;
import dev.faux.shop.Id.Kind;
import dev.faux.shop.Product;
import dev.faux.simulation.Scenario.Category;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What is sold, and for how much. Bounds are those of {@link Fit}. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class AssortmentTest {

    /** Whose categories come first. */
    private static final int DEPARTMENTS = 4;

    private static final int PRODUCTS = 60_000;

    private final Scenario scenario = Worlds.scenario("weekday", "catalogue.products=" + PRODUCTS);
    private final Assortment assortment = new Assortment(new History(scenario, 42, NEW_YEAR, 13));

    @Test
    void a_product_is_a_pure_function_of_the_seed_and_its_number() {
        Assortment again = new Assortment(new History(Worlds.scenario("steady"), 42, NEW_YEAR, 7));
        Assortment other = new Assortment(new History(Worlds.scenario("steady"), 43, NEW_YEAR, 7));
        int same = 0;
        for (int number = 1_000; number > 0; number--) {
            assertThat(again.product(number)).isEqualTo(assortment.product(number));
            same += other.product(number).equals(assortment.product(number)) ? 1 : 0;
        }
        assertThat(same).isZero();
    }

    @Test
    void a_product_refers_to_what_opens_the_shop() {
        for (int number = 1; number <= 1_000; number++) {
            Product product = assortment.product(number);
            assertThat(product.id()).isEqualTo(new Id(Kind.PRODUCT, number, NEW_YEAR));
            assertThat(product.sku()).isEqualTo("SKU-" + (1_000_000 + number));
            assertThat(product.category().kind()).isEqualTo(Kind.CATEGORY);
            assertThat(product.category().at()).isEqualTo(NEW_YEAR);
            assertThat(product.vendor().kind()).isEqualTo(Kind.VENDOR);
            assertThat(product.vendor().number()).isBetween(1L, (long) assortment.vendors());
            assertThat(product.name())
                    .startsWith(product.brand())
                    .matches(
                            name -> scenario
                                    .catalogue()
                                    .categories()
                                    .get((int) product.category().number() - 1 - DEPARTMENTS)
                                    .goods()
                                    .stream()
                                    .anyMatch(name::endsWith));
        }
    }

    @Test
    void prices_are_log_normal_in_each_category_and_categories_have_their_shares() {
        List<List<Double>> logarithms = new ArrayList<>();
        List<Category> categories = scenario.catalogue().categories();
        categories.forEach(any -> logarithms.add(new ArrayList<>()));
        for (int number = 1; number <= PRODUCTS; number++) {
            Product product = assortment.product(number);
            assertThat(product.price(0).minor() > 0).isTrue();
            logarithms
                    .get((int) product.category().number() - 1 - DEPARTMENTS)
                    .add(Math.log(product.price(0).minor() / 100.0));
        }
        long[] counts = logarithms.stream().mapToLong(List::size).toArray();
        double total = categories.stream().mapToDouble(Category::share).sum();
        Fit.chiSquare(counts, i -> categories.get(i).share() / total);
        for (int i = 0; i < counts.length; i++) {
            Category category = categories.get(i);
            NormalDistribution exact = NormalDistribution.of(Math.log(category.medianPrice()), category.sigma());
            double[] sample =
                    logarithms.get(i).stream().mapToDouble(each -> each).toArray();
            Fit.mean(sample, exact.getMean(), category.sigma());
            // The cent moves a price of 16 by 0.0003 at most: 0.0004 of the distance, whose bound is 0.03 for 8,000.
            Fit.kolmogorovSmirnov(sample, exact::cumulativeProbability);
        }
    }

    @Test
    void nothing_is_free() {
        Scenario cheap = Worlds.scenario(
                "steady",
                "catalogue.categories=[{name: Needles, department: Sewing, share: 1, price: {median: 0.01, sigma: 3}, goods: [Needle]}]");
        Assortment needles = new Assortment(new History(cheap, 42, NEW_YEAR, 13));
        for (int number = 1; number <= 10_000; number++) {
            assertThat(needles.product(number).price(0).minor() >= 1).isTrue();
        }
    }

    @Test
    void there_are_as_many_vendors_as_asked_for_each_with_a_name_of_his_own() {
        Assortment crowded =
                new Assortment(new History(Worlds.scenario("steady", "catalogue.vendors=10000"), 42, NEW_YEAR, 13));
        List<String> names = new ArrayList<>();
        for (int vendor = 1; vendor <= crowded.vendors(); vendor++) {
            names.add(crowded.vendorName(vendor));
        }
        assertThat(names).hasSize(10_000).doesNotHaveDuplicates();
    }
}
