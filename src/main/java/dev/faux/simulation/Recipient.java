package dev.faux.simulation;

import dev.faux.shop.AftersalesEvent;
import dev.faux.shop.Command;
import dev.faux.shop.Command.CloseTicket;
import dev.faux.shop.Command.OpenTicket;
import dev.faux.shop.Command.PostReview;
import dev.faux.shop.Command.ReceiveReturn;
import dev.faux.shop.Command.RequestReturn;
import dev.faux.shop.Decision.Accepted;
import dev.faux.shop.Id;
import dev.faux.shop.Id.Kind;
import dev.faux.shop.Order;
import dev.faux.shop.OrderEvent.Line;
import dev.faux.shop.Origin;
import dev.faux.shop.Parcel;
import dev.faux.simulation.Dice.Stream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What becomes of an order once all of it has arrived, or failed to: help that is asked for, reviews, returns. All is decided
 * at once; with the last of it the order leaves the world.
 */
final class Recipient extends Actor {

    /** For so long something can be sent back. */
    private static final long PERIOD = 14 * Intensity.DAY;

    private static final long LONGEST = 9 * Intensity.DAY;

    /** What came longer ago could be too old for the shop by the time that he makes up his mind. */
    private static final long FRESH = 4 * Intensity.DAY;

    private static final Reviews REVIEWS = new Reviews();

    private final long order;
    private final Dice dice;
    private final Scenario.Aftersales habits;
    private final List<Plan> plans = new ArrayList<>();

    /** What he is going to do when; lines are counted from 0. */
    private sealed interface Plan {

        long due();
    }

    private record SendBack(long due, List<Integer> lines) implements Plan {}

    private record Receive(long due, Id returned) implements Plan {}

    private record Review(long due, int line, int rating) implements Plan {}

    private record Ask(long due) implements Plan {}

    private record Answer(long due, Id ticket) implements Plan {}

    /** Nothing, but until then something could be asked for. */
    private record Rest(long due) implements Plan {}

    private Recipient(long order, Dice dice, Scenario.Aftersales habits) {
        this.order = order;
        this.dice = dice;
        this.habits = habits;
    }

    private record State(long order, Dice.State dice, List<Plan> plans) implements Actor.State {

        @Override
        public Actor in(World world) {
            Recipient recipient =
                    new Recipient(order, dice.dice(), world.scenario().orders().aftersales());
            recipient.plans.addAll(plans);
            return recipient;
        }
    }

    @Override
    State state(World world) {
        return new State(order, dice.state(), List.copyOf(plans));
    }

    static void receive(World world, long order) {
        Scenario.Aftersales habits = world.scenario().orders().aftersales();
        Recipient recipient = new Recipient(order, world.dice(Kind.ORDER, order, Stream.AFTERSALES), habits);
        if (world.shop().order(order) instanceof Order.Paid paid) {
            if (paid.placed().origin() == Origin.PERSON) {
                // What he does with it is his own business.
                recipient.plan(new Rest(world.now() + PERIOD));
            } else {
                recipient.decide(world, paid);
            }
        }
        long next = recipient.next(world);
        if (next != NEVER) {
            world.schedule(recipient, next);
        }
    }

    @Override
    long act(World world) {
        switch (plans.removeFirst()) {
            case SendBack(long due, List<Integer> lines) -> {
                Id returned = ask(
                        world,
                        new RequestReturn(order, lines, habits.returnReasons().pick(dice)));
                long travels = dice.between(2 * Intensity.DAY, 5 * Intensity.DAY);
                plan(new Receive(world.staff().packing().after(world.now() + travels, 1), returned));
            }
            case Receive(long due, Id returned) -> world.perform(new ReceiveReturn(order, returned));
            case Review(long due, int line, int rating) ->
                world.perform(new PostReview(order, line, rating, REVIEWS.title(rating, dice)));
            case Ask(long due) -> {
                Id ticket = ask(world, new OpenTicket(order, habits.topics().pick(dice)));
                long takes = (long) dice.exponential(4 * Intensity.HOUR);
                plan(new Answer(world.staff().packing().after(world.now(), 1 + takes), ticket));
            }
            case Answer(long due, Id ticket) ->
                world.perform(
                        new CloseTicket(order, ticket, habits.resolutions().pick(dice)));
            case Rest rest -> {}
        }
        return next(world);
    }

    private void decide(World world, Order.Paid paid) {
        boolean isLate = world.now() > paid.placed().promisedBy();
        if (dice.chance(isLate ? habits.lateTickets() : habits.tickets())) {
            plan(new Ask(later(world)));
        }
        List<Integer> sentBack = new ArrayList<>();
        List<Line> lines = paid.placed().lines();
        for (int i = 0; i < lines.size(); i++) {
            if (hasCome(world, paid, lines.get(i))) {
                if (dice.chance(habits.returns())) {
                    sentBack.add(i);
                }
                if (dice.chance(habits.reviews())) {
                    Scenario.Beta ratings = isLate ? habits.late() : habits.onTime();
                    int rating = 1 + Math.min(4, (int) (5 * dice.beta(ratings.alpha(), ratings.beta())));
                    plan(new Review(later(world), i, rating));
                }
            }
        }
        if (!sentBack.isEmpty()) {
            plan(new SendBack(later(world), sentBack));
        }
    }

    private static boolean hasCome(World world, Order.Paid paid, Line line) {
        for (Parcel parcel : paid.shipments()) {
            if (parcel.shipment().equals(line.shipment())) {
                return parcel.stage() == Parcel.Stage.DELIVERED && world.now() - parcel.since() < FRESH;
            }
        }
        return false;
    }

    /** Soon rather than late, and soon enough to be heard. */
    private long later(World world) {
        return world.now() + Intensity.MINUTE + (long) Math.min(LONGEST, dice.exponential(2 * Intensity.DAY));
    }

    private void plan(Plan plan) {
        plans.add(plan);
        plans.sort(Comparator.comparingLong(Plan::due));
    }

    private long next(World world) {
        if (plans.isEmpty()) {
            world.shop().close(order);
            return NEVER;
        }
        return plans.getFirst().due();
    }

    /** The id of what he asked for, which is not refused: all that he asks for he has, and has had not long. */
    private static Id ask(World world, Command command) {
        if (world.perform(command) instanceof Accepted accepted) {
            switch ((AftersalesEvent) accepted.events().getFirst()) {
                case AftersalesEvent.ReturnRequested e -> {
                    return e.returned();
                }
                case AftersalesEvent.TicketOpened e -> {
                    return e.ticket();
                }
                default -> {}
            }
        }
        throw new AssertionError("a customer was refused: " + command);
    }
}
