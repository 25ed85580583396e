package dev.faux.simulation;

import dev.faux.shop.Command.Deliver;
import dev.faux.shop.Command.FailDelivery;
import dev.faux.shop.Command.Ship;
import dev.faux.shop.Id;
import dev.faux.shop.Order;

/** Brings one parcel, up to three times. */
final class Courier extends Actor {

    private final long order;
    private final Id shipment;
    private final Dice dice;
    private boolean underway;
    private int attempts;
    private long packedAt;

    Courier(long order, Id shipment, Dice dice) {
        this.order = order;
        this.shipment = shipment;
        this.dice = dice;
    }

    private Courier(State state) {
        this(state.order, state.shipment, state.dice.dice());
        underway = state.underway;
        attempts = state.attempts;
        packedAt = state.packedAt;
    }

    private record State(long order, Id shipment, Dice.State dice, boolean underway, int attempts, long packedAt)
            implements Actor.State {

        @Override
        public Actor in(World world) {
            return new Courier(this);
        }
    }

    @Override
    State state(World world) {
        return new State(order, shipment, dice.state(), underway, attempts, packedAt);
    }

    /** He collects the parcel some time during the first hours after it was packed. */
    long firstAct(World world) {
        packedAt = world.now();
        return packedAt + dice.between(10 * Intensity.MINUTE, 4 * Intensity.HOUR);
    }

    @Override
    long act(World world) {
        return underway ? attempt(world) : ship(world);
    }

    private long ship(World world) {
        Scenario.Delivery delivery = world.scenario().orders().delivery();
        world.perform(new Ship(order, shipment, delivery.carriers().pick(dice)));
        underway = true;
        if (attempts > 0) {
            return duringRounds(world, world.now(), nextMidnight(world.now()));
        }
        long earliest = packedAt + delivery.shortest().toMillis();
        return duringRounds(world, earliest, packedAt + delivery.longest().toMillis());
    }

    private long attempt(World world) {
        underway = false;
        attempts++;
        Scenario.Delivery delivery = world.scenario().orders().delivery();
        if (!dice.chance(delivery.fails())) {
            world.perform(new Deliver(order, shipment));
            return NEVER;
        }
        world.perform(new FailDelivery(order, shipment, delivery.reasons().pick(dice)));
        if (attempts == Order.MAX_ATTEMPTS) {
            return NEVER;
        }
        // He sets out again on the next morning.
        return nextMidnight(world.now()) + dice.between(5 * Intensity.HOUR, 7 * Intensity.HOUR);
    }

    /** An instant of a round in [from, to); the scenario makes sure that there is one. */
    private long duringRounds(World world, long from, long to) {
        while (true) {
            long instant = dice.between(from, to);
            if (world.staff().delivering().include(instant)) {
                return instant;
            }
        }
    }

    private static long nextMidnight(long instant) {
        return (Math.floorDiv(instant, Intensity.DAY) + 1) * Intensity.DAY;
    }
}
