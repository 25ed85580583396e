package dev.faux.simulation;

import dev.faux.shop.Command.FinishPreparing;
import dev.faux.shop.Command.Requeue;
import dev.faux.shop.Command.StartPreparing;
import dev.faux.shop.Decision.Rejected;
import dev.faux.shop.Id;

/** Gets one shipment of a paid order ready, during business hours. One whose order was cancelled meanwhile is refused to him, and he
 * lets go. */
final class Packer extends Actor {

    private final long order;
    private final Id shipment;
    private final Dice dice;
    private Step step = Step.START;
    private boolean requeued;

    private enum Step {
        START,
        REQUEUE,
        FINISH
    }

    Packer(long order, Id shipment, Dice dice) {
        this.order = order;
        this.shipment = shipment;
        this.dice = dice;
    }

    private Packer(State state) {
        this(state.order, state.shipment, state.dice.dice());
        step = state.step;
        requeued = state.requeued;
    }

    private record State(long order, Id shipment, Dice.State dice, Step step, boolean requeued) implements Actor.State {

        @Override
        public Actor in(World world) {
            return new Packer(this);
        }
    }

    @Override
    State state(World world) {
        return new State(order, shipment, dice.state(), step, requeued);
    }

    long firstAct(World world) {
        return afterWork(world, 0.5);
    }

    @Override
    long act(World world) {
        return switch (step) {
            case START -> {
                if (world.perform(new StartPreparing(order, shipment)) instanceof Rejected) {
                    yield NEVER;
                }
                boolean requeue =
                        !requeued && dice.chance(world.scenario().orders().requeues());
                step = requeue ? Step.REQUEUE : Step.FINISH;
                yield afterWork(world, 0.15);
            }
            case REQUEUE -> {
                if (world.perform(new Requeue(order, shipment)) instanceof Rejected) {
                    yield NEVER;
                }
                requeued = true;
                step = Step.START;
                yield afterWork(world, 0.1);
            }
            case FINISH -> {
                world.perform(new FinishPreparing(order, shipment));
                yield NEVER;
            }
        };
    }

    /** Some time within this share of the longest packing time, counted in business hours. */
    private long afterWork(World world, double share) {
        long longest = (long) (world.scenario().orders().packing().toMillis() * share);
        return world.staff().packing().after(world.now(), dice.between(1, longest));
    }
}
