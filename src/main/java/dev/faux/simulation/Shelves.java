package dev.faux.simulation;

import dev.faux.shop.Id.Kind;
import dev.faux.shop.Product;
import dev.faux.simulation.Dice.Stream;
import java.util.List;

/** Which warehouse keeps which products, and how many pieces: the more of them are bought there, the more. */
final class Shelves {

    /** So that what is there, and what comes, can be counted in 32 bits. */
    private static final int MOST_PIECES = Integer.MAX_VALUE / 2;

    private final long seed;
    private final Scenario.Stock rules;
    private final Popularity popularity;
    private final int everywhere;
    /** By warehouse: how much of all demand comes from the markets that are nearest to it. */
    private final double[] demand;

    private final double piecesPerSession;
    private double piecesPerDay;

    Shelves(Scenario scenario, long seed, Popularity popularity, Intensity intensity) {
        this.seed = seed;
        this.rules = scenario.stock();
        this.popularity = popularity;
        this.everywhere =
                (int) (scenario.catalogue().everywhere() * scenario.catalogue().products());
        this.demand = demand(scenario);
        double orders = scenario.conversion();
        double mean = scenario.distributions().basket();
        this.piecesPerSession = orders * mean / (1 - StrictMath.exp(-mean));
        expect(intensity);
    }

    /** From now on so many visitors come. */
    void expect(Intensity intensity) {
        piecesPerDay = intensity.sessionsPerDay() * piecesPerSession;
    }

    int warehouses() {
        return demand.length;
    }

    /** How many pieces of each variant a full shelf holds; 0 where a warehouse does not keep the product. */
    int full(Product product, int warehouse) {
        return keeps(product, warehouse)
                ? Math.clamp(pieces(product, warehouse, rules.cover().toMillis()), rules.least(), MOST_PIECES)
                : 0;
    }

    /** When no more pieces than these are left, others are ordered. */
    long threshold(Product product, int warehouse) {
        return Math.max(
                rules.least() / 4, pieces(product, warehouse, rules.reorder().toMillis()));
    }

    private boolean keeps(Product product, int warehouse) {
        return isEverywhere(product) || home(product) == warehouse;
    }

    private boolean isEverywhere(Product product) {
        return popularity.place((int) product.id().number()) <= everywhere;
    }

    private int home(Product product) {
        return Dice.of(seed, Kind.PRODUCT, product.id().number(), Stream.PLACE).below(demand.length);
    }

    private long pieces(Product product, int warehouse, long millis) {
        double share = popularity.share((int) product.id().number())
                / product.variants().size();
        double local = isEverywhere(product) ? demand[warehouse] : 1;
        return (long) (piecesPerDay * share * local * millis / Intensity.DAY);
    }

    private static double[] demand(Scenario scenario) {
        List<Scenario.Warehouse> warehouses = scenario.catalogue().warehouses();
        double[] demand = new double[warehouses.size()];
        double sum = 0;
        for (Scenario.Market market : scenario.markets()) {
            int nearest = 0;
            for (int i = demand.length - 1; i >= 0; i--) {
                nearest = warehouses.get(i).serves().contains(market.country()) ? i : nearest;
            }
            demand[nearest] += market.share();
            sum += market.share();
        }
        for (int i = 0; i < demand.length; i++) {
            demand[i] /= sum;
        }
        return demand;
    }
}
