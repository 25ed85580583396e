package dev.faux.simulation;

import dev.faux.shop.Command.Restock;
import dev.faux.shop.Event;
import dev.faux.shop.Id;
import dev.faux.shop.Id.Kind;
import dev.faux.shop.OrderEvent.OrderConfirmed;
import dev.faux.shop.OrderEvent.OrderReady;
import dev.faux.shop.StockEvent.StockReserved;
import dev.faux.simulation.Dice.Stream;
import java.util.BitSet;

/** Those who work for the shop: they watch its events and see to what follows, whoever began it. */
final class Staff {

    /** So that what comes in on top can still be counted. */
    private static final int MOST_PIECES = Integer.MAX_VALUE / 2;

    private final Scenario.Stock rules;
    private final Popularity popularity;
    private final double piecesPerDay;
    private final WorkingHours packing;
    private final WorkingHours delivering;
    private final BitSet awaited = new BitSet();

    Staff(Scenario scenario, Popularity popularity, Intensity intensity) {
        this.rules = scenario.stock();
        this.popularity = popularity;
        this.packing = new WorkingHours(scenario.orders().hours());
        this.delivering = new WorkingHours(scenario.orders().delivery().hours());
        double orders = scenario.perVisit(persona -> persona.fillsCart() * persona.buys());
        double mean = scenario.distributions().basket();
        this.piecesPerDay = intensity.sessionsPerDay() * orders * mean / (1 - StrictMath.exp(-mean));
    }

    WorkingHours packing() {
        return packing;
    }

    WorkingHours delivering() {
        return delivering;
    }

    /** Puts the next worker on the agenda where an event asks for one. */
    void react(World world, Event event) {
        switch (event) {
            case OrderConfirmed(Id order, Id customer) -> {
                Packer packer = new Packer(order.number(), diceFor(world, order));
                world.schedule(packer, packer.firstAct(world));
            }
            case OrderReady(Id order, Id customer) -> {
                Courier courier = new Courier(order.number(), diceFor(world, order));
                world.schedule(courier, courier.firstAct(world));
            }
            case StockReserved reserved -> reorder(world, reserved);
            default -> {}
        }
    }

    /** How many pieces of a product a full shelf holds. */
    int fullShelf(int product) {
        return Math.clamp(pieces(product, rules.cover().toMillis()), rules.least(), MOST_PIECES);
    }

    /** The goods that were ordered have come. */
    void arrive(World world, int product) {
        awaited.clear(product);
        int missing = fullShelf(product) - world.shop().available(product);
        if (missing > 0) {
            world.perform(new Restock(product, missing));
        }
    }

    private void reorder(World world, StockReserved reserved) {
        int product = (int) reserved.product().number();
        int available = reserved.onHand() - reserved.reserved();
        long threshold =
                Math.max(rules.least() / 4, pieces(product, rules.reorder().toMillis()));
        if (available <= threshold && !awaited.get(product)) {
            awaited.set(product);
            Dice dice = world.dice(Kind.EVENT, world.position(), Stream.WORK);
            long lead = dice.between(
                    rules.shortestLead().toMillis(), rules.longestLead().toMillis());
            world.schedule(new Supplier(product), world.now() + lead);
        }
    }

    private long pieces(int product, long millis) {
        return (long) (piecesPerDay * popularity.share(product) * millis / Intensity.DAY);
    }

    private static Dice diceFor(World world, Id order) {
        return world.dice(Kind.EVENT, world.position() + order.number(), Stream.WORK);
    }

    /** Brings what was ordered of one product. */
    private static final class Supplier extends Actor {

        private final int product;

        Supplier(int product) {
            this.product = product;
        }

        @Override
        long act(World world) {
            world.staff().arrive(world, product);
            return NEVER;
        }
    }
}
