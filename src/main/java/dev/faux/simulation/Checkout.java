package dev.faux.simulation;

import dev.faux.shop.CartItem;
import dev.faux.shop.Command.AcceptPayment;
import dev.faux.shop.Command.CancelCheckout;
import dev.faux.shop.Command.DeclinePayment;
import dev.faux.shop.Command.EnterPaymentInfo;
import dev.faux.shop.Command.FailCheckout;
import dev.faux.shop.Command.PlaceOrder;
import dev.faux.shop.Command.RemoveFromCart;
import dev.faux.shop.Command.StartCheckout;
import dev.faux.shop.Decision;
import dev.faux.shop.Decision.Accepted;
import dev.faux.shop.Decision.Rejected;
import dev.faux.shop.Id;
import dev.faux.shop.Money;
import dev.faux.shop.Order;
import dev.faux.shop.OrderEvent.OrderPlaced;
import dev.faux.shop.Origin;
import dev.faux.shop.PaymentMethod;
import dev.faux.shop.Refusal;
import dev.faux.shop.Refusal.OutOfSeason;
import dev.faux.shop.Refusal.OutOfStock;
import dev.faux.shop.Refusal.Retired;
import dev.faux.simulation.Wallets.Means;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The last part of a visit: from the cart to an order that is paid, or to none. */
final class Checkout {

    private static final double TO_ANOTHER_ADDRESS = 0.2;
    private static final double AS_USUAL = 0.85;
    private static final int TO_THE_END = 4;
    private static final int NOT_TO_THE_END = 2;
    private static final int NONE = -1;

    private final Dice dice;
    private final Id session;
    private final Id customer;
    private Step step = Step.START;
    private boolean buys;
    private int movesLeft;
    private int declines;
    private long order;
    private @Nullable Money total;
    private boolean isSuspected;
    private List<Means> wallet = List.of();
    /** Of the customer when he opened his wallet. */
    private int revision = NONE;

    private int chosen;

    private enum Step {
        START,
        GIVE_UP,
        ENTER_PAYMENT,
        PLACE,
        PAY,
        OVER
    }

    Checkout(Dice dice, Id session, Id customer) {
        this.dice = dice;
        this.session = session;
        this.customer = customer;
    }

    Checkout(Dice dice, Id session, Id customer, State state, World world) {
        this(dice, session, customer);
        step = state.step;
        buys = state.buys;
        movesLeft = state.movesLeft;
        declines = state.declines;
        order = state.order;
        total = state.total;
        isSuspected = state.isSuspected;
        chosen = state.chosen;
        if (state.revision != NONE) {
            openWallet(world, state.revision);
        }
    }

    record State(
            Step step,
            boolean buys,
            int movesLeft,
            int declines,
            long order,
            @Nullable Money total,
            boolean isSuspected,
            int revision,
            int chosen) {}

    State state() {
        return new State(step, buys, movesLeft, declines, order, total, isSuspected, revision, chosen);
    }

    /** He will go there. */
    void intend(boolean buys) {
        this.buys = buys;
        movesLeft = buys ? TO_THE_END : NOT_TO_THE_END;
    }

    /** How many moves are still to come, as far as can be told. */
    int movesLeft() {
        return movesLeft;
    }

    boolean isOver() {
        return step == Step.OVER;
    }

    boolean isPaid() {
        return order != 0 && declines < Order.MAX_PAYMENTS;
    }

    /** The number of his order. */
    long order() {
        return order;
    }

    /** Makes the next move. */
    void act(World world) {
        movesLeft--;
        switch (step) {
            case START -> start(world);
            case GIVE_UP -> giveUp(world);
            case ENTER_PAYMENT -> enterPayment(world);
            case PLACE -> place(world);
            case PAY -> pay(world);
            case OVER -> throw new AssertionError("the checkout is over");
        }
    }

    private void start(World world) {
        if (world.perform(new StartCheckout(session)) instanceof Rejected) {
            step = Step.OVER;
        } else {
            step = buys ? Step.ENTER_PAYMENT : Step.GIVE_UP;
        }
    }

    private void giveUp(World world) {
        world.perform(new CancelCheckout(session));
        step = Step.OVER;
    }

    private void enterPayment(World world) {
        if (wallet.isEmpty()) {
            openWallet(world, world.shop().revision(customer));
            chosen = dice.chance(AS_USUAL) ? 0 : dice.below(wallet.size());
        }
        world.perform(new EnterPaymentInfo(session, method()));
        step = order == 0 ? Step.PLACE : Step.PAY;
    }

    private void openWallet(World world, int revision) {
        this.revision = revision;
        wallet = world.population().means(customer, revision);
    }

    private PaymentMethod method() {
        Means means = wallet.get(chosen);
        return new PaymentMethod(means.id(), means.kind());
    }

    private void place(World world) {
        Scenario.Delivery delivery = world.scenario().orders().delivery();
        Choice methods = delivery.methods();
        int shipping = dice.chance(AS_USUAL) ? world.tastes().shipping(customer, methods) : methods.pickIndex(dice);
        Scenario.Market market =
                world.scenario().markets().get(world.population().market(customer));
        List<Id> addresses = world.population().addresses(customer, world.shop().revision(customer));
        Decision decision = world.perform(new PlaceOrder(
                Origin.SHOPPER,
                customer,
                session,
                addresses.get(dice.chance(TO_ANOTHER_ADDRESS) ? addresses.size() - 1 : 0),
                methods.names().get(shipping),
                market.convert(delivery.fees().get(shipping)),
                world.now() + delivery.promises().get(shipping).toMillis(),
                world.shop().cart(session)));
        switch (decision) {
            case Accepted accepted -> {
                OrderPlaced placed = (OrderPlaced) accepted.events().getFirst();
                order = placed.order().number();
                total = placed.total();
                isSuspected = placed.isSuspected();
                step = Step.PAY;
            }
            // Somebody else was faster.
            case Rejected(OutOfStock gone) -> goOnWithout(world, gone.variant(), "out_of_stock");
            // The cart was filled before the season ended, or the product was retired.
            case Rejected(OutOfSeason over) -> goOnWithout(world, variantOf(world, over.product()), "out_of_season");
            case Rejected(Retired gone) -> goOnWithout(world, variantOf(world, gone.product()), "no_longer_sold");
            case Rejected(Refusal other) -> throw new AssertionError("a shopper was refused: " + other);
        }
    }

    private void goOnWithout(World world, int variant, String reason) {
        world.perform(new FailCheckout(session, reason));
        world.perform(new RemoveFromCart(session, variant));
        movesLeft = TO_THE_END;
        step = Step.START;
    }

    /** The one that is in the cart. */
    private int variantOf(World world, int product) {
        for (CartItem item : world.shop().cart(session)) {
            if (item.product() == product) {
                return item.variant();
            }
        }
        throw new AssertionError("product " + product + " is not in the cart");
    }

    private void pay(World world) {
        step = Step.OVER;
        String objection = Bank.objection(
                world.scenario().payments(), Objects.requireNonNull(total), isSuspected, wallet.get(chosen), dice);
        if (objection == null) {
            world.perform(new AcceptPayment(order, method()));
            return;
        }
        declines++;
        world.perform(new DeclinePayment(order, method(), objection));
        if (declines == Order.MAX_PAYMENTS) {
            world.perform(new FailCheckout(session, "payment_declined"));
        } else {
            chosen = (chosen + 1) % wallet.size();
            movesLeft += 2;
            step = Step.ENTER_PAYMENT;
        }
    }
}
