package dev.faux.simulation;

import dev.faux.shop.Command.AcceptPayment;
import dev.faux.shop.Command.DeclinePayment;
import dev.faux.shop.Id;
import dev.faux.shop.Id.Kind;
import dev.faux.shop.Order;
import dev.faux.shop.OrderEvent.OrderPlaced;
import dev.faux.shop.PaymentMethod;
import dev.faux.simulation.Dice.Stream;
import dev.faux.simulation.Wallets.Means;
import java.util.List;

/** Pays what a person ordered: soon, and where the bank says no, once more with whatever else he has. */
final class Payer extends Actor {

    private final long order;
    private final int revision;
    private final Dice dice;
    private int declines;

    /** @param revision of the customer when he ordered */
    Payer(World world, Id order, int revision) {
        this(order.number(), revision, world.dice(Kind.PAYMENT, order.number(), Stream.WALLET));
    }

    private Payer(long order, int revision, Dice dice) {
        this.order = order;
        this.revision = revision;
        this.dice = dice;
    }

    private record State(long order, int revision, Dice.State dice, int declines) implements Actor.State {

        @Override
        public Actor in(World world) {
            Payer payer = new Payer(order, revision, dice.dice());
            payer.declines = declines;
            return payer;
        }
    }

    @Override
    State state(World world) {
        return new State(order, revision, dice.state(), declines);
    }

    long firstAct(World world) {
        return world.now() + dice.between(Intensity.SECOND, 5 * Intensity.SECOND);
    }

    @Override
    long act(World world) {
        if (!(world.shop().order(order) instanceof Order.Unpaid unpaid)) {
            return NEVER;
        }
        OrderPlaced placed = unpaid.placed();
        List<Means> wallet = world.population().means(placed.customer(), revision);
        Means means = wallet.get(declines % wallet.size());
        PaymentMethod method = new PaymentMethod(means.id(), means.kind());
        String objection =
                Bank.objection(world.scenario().payments(), placed.total(), placed.isSuspected(), means, dice);
        if (objection == null) {
            world.perform(new AcceptPayment(order, method));
            return NEVER;
        }
        world.perform(new DeclinePayment(order, method, objection));
        declines++;
        return declines == Order.MAX_PAYMENTS
                ? NEVER
                : world.now() + dice.between(20 * Intensity.SECOND, Intensity.MINUTE);
    }
}
