package dev.faux.simulation;

import dev.faux.shop.Command.LaunchProduct;
import dev.faux.shop.Command.Restock;
import dev.faux.shop.Event;
import dev.faux.shop.Id;
import dev.faux.shop.Id.Kind;
import dev.faux.shop.Order;
import dev.faux.shop.OrderEvent.DeliveryEvent;
import dev.faux.shop.OrderEvent.Line;
import dev.faux.shop.OrderEvent.OrderConfirmed;
import dev.faux.shop.OrderEvent.OrderPlaced;
import dev.faux.shop.OrderEvent.OrderReady;
import dev.faux.shop.OrderStatus;
import dev.faux.shop.Parcel;
import dev.faux.shop.Product;
import dev.faux.shop.StockEvent.StockReserved;
import dev.faux.shop.Variant;
import dev.faux.simulation.Dice.Stream;
import java.util.BitSet;

/** Those who work for the shop: it sends them to work when an event asks for it, and keeps their hours. */
final class Staff {

    private final Scenario.Stock rules;
    private final Shelves shelves;
    private final WorkingHours packing;
    private final WorkingHours delivering;
    private final BitSet awaited;

    /** @param awaited a bit for each shelf that goods are ordered for */
    Staff(Scenario scenario, Shelves shelves, long[] awaited) {
        this.rules = scenario.stock();
        this.shelves = shelves;
        this.packing = new WorkingHours(scenario.orders().hours());
        this.delivering = new WorkingHours(scenario.orders().delivery().hours());
        this.awaited = BitSet.valueOf(awaited);
    }

    long[] awaited() {
        return awaited.toLongArray();
    }

    WorkingHours packing() {
        return packing;
    }

    WorkingHours delivering() {
        return delivering;
    }

    Shelves shelves() {
        return shelves;
    }

    /** Puts a product up for sale, on full shelves. */
    void launch(World world, Product product) {
        world.perform(new LaunchProduct(product));
        for (int i = 0; i < product.variants().size(); i++) {
            int variant = Variant.number((int) product.id().number(), i);
            for (int warehouse = 0; warehouse < shelves.warehouses(); warehouse++) {
                int pieces = shelves.full(product, warehouse);
                if (pieces > 0) {
                    world.perform(new Restock(variant, warehouse, pieces));
                }
            }
        }
    }

    /** Puts the next worker on the agenda where an event asks for one. */
    void react(World world, Event event) {
        switch (event) {
            case OrderPlaced placed -> {
                for (Line line : placed.lines()) {
                    if (line.isBackOrdered()) {
                        order(
                                world,
                                (int) line.variant().number(),
                                (int) line.warehouse().number() - 1);
                    }
                }
            }
            case OrderConfirmed(Id order, Id customer) -> {
                if (world.shop().order(order.number()) instanceof Order.Paid paid) {
                    paid.shipments().forEach(parcel -> pack(world, order, parcel));
                }
            }
            case OrderReady ready -> {
                Courier courier = new Courier(
                        ready.order().number(),
                        ready.shipment(),
                        world.dice(Kind.SHIPMENT, ready.shipment().number(), Stream.DELIVERY));
                world.schedule(courier, courier.firstAct(world));
            }
            case DeliveryEvent e -> {
                if (e.status() == OrderStatus.DELIVERED || e.status() == OrderStatus.FAILED) {
                    Recipient.receive(world, e.order().number());
                }
            }
            case StockReserved reserved -> {
                arrive(world, reserved);
                reorder(world, reserved);
            }
            default -> {}
        }
    }

    /** What was back-ordered and has come can be packed. */
    private static void arrive(World world, StockReserved reserved) {
        if (world.shop().order(reserved.order().number()) instanceof Order.Paid paid) {
            for (Parcel parcel : paid.shipments()) {
                if (parcel.shipment().equals(reserved.shipment())) {
                    pack(world, reserved.order(), parcel);
                }
            }
        }
    }

    private static void pack(World world, Id order, Parcel parcel) {
        if (parcel.stage() == Parcel.Stage.WAITING) {
            Packer packer = new Packer(
                    order.number(),
                    parcel.shipment(),
                    world.dice(Kind.SHIPMENT, parcel.shipment().number(), Stream.PACKING));
            world.schedule(packer, packer.firstAct(world));
        }
    }

    private void reorder(World world, StockReserved reserved) {
        int variant = (int) reserved.variant().number();
        int warehouse = (int) reserved.warehouse().number() - 1;
        Product product = world.shop().product(Variant.product(variant));
        if (!world.shop().isRetired(Variant.product(variant))
                && reserved.onHand() - reserved.reserved() <= shelves.threshold(product, warehouse)) {
            order(world, variant, warehouse);
        }
    }

    private void order(World world, int variant, int warehouse) {
        int shelf = shelf(variant, warehouse);
        if (!awaited.get(shelf)) {
            awaited.set(shelf);
            Dice dice = world.dice(Kind.EVENT, world.position(), Stream.WORK);
            long lead = dice.between(
                    rules.shortestLead().toMillis(), rules.longestLead().toMillis());
            world.schedule(new Supplier(variant, warehouse), world.now() + lead);
        }
    }

    /** The goods that were ordered have come: those that orders wait for, and a full shelf of what is still sold. */
    private void supply(World world, int variant, int warehouse) {
        awaited.clear(shelf(variant, warehouse));
        Product product = world.shop().product(Variant.product(variant));
        int full = world.shop().isRetired(Variant.product(variant)) ? 0 : shelves.full(product, warehouse);
        int missing = full - world.shop().free(variant, warehouse);
        if (missing > 0) {
            world.perform(new Restock(variant, warehouse, missing));
        }
    }

    private int shelf(int variant, int warehouse) {
        return variant * shelves.warehouses() + warehouse;
    }

    /** Brings what was ordered for one shelf. */
    private static final class Supplier extends Actor {

        private final int variant;
        private final int warehouse;

        Supplier(int variant, int warehouse) {
            this.variant = variant;
            this.warehouse = warehouse;
        }

        private record State(int variant, int warehouse) implements Actor.State {

            @Override
            public Actor in(World world) {
                return new Supplier(variant, warehouse);
            }
        }

        @Override
        State state(World world) {
            return new State(variant, warehouse);
        }

        @Override
        long act(World world) {
            world.staff().supply(world, variant, warehouse);
            return NEVER;
        }
    }
}
