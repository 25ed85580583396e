package dev.faux.shop;

import dev.faux.shop.AftersalesEvent.ReturnReceived;
import dev.faux.shop.AftersalesEvent.ReturnRequested;
import dev.faux.shop.AftersalesEvent.Returned;
import dev.faux.shop.AftersalesEvent.ReviewPosted;
import dev.faux.shop.AftersalesEvent.TicketClosed;
import dev.faux.shop.AftersalesEvent.TicketOpened;
import dev.faux.shop.Command.CloseTicket;
import dev.faux.shop.Command.OpenTicket;
import dev.faux.shop.Command.PostReview;
import dev.faux.shop.Command.ReceiveReturn;
import dev.faux.shop.Command.RequestReturn;
import dev.faux.shop.Decision.Accepted;
import dev.faux.shop.Decision.Rejected;
import dev.faux.shop.Id.Kind;
import dev.faux.shop.Order.Paid;
import dev.faux.shop.OrderEvent.Line;
import dev.faux.shop.OrderEvent.OrderPlaced;
import dev.faux.shop.Parcel.Stage;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of an order after it was delivered. Sets of lines are bits of a {@code long}.
 *
 * @param returned the lines that are, or are to be, sent back
 * @param reviewed the lines that he said something about
 */
record Aftersales(long returned, List<Return> returns, long reviewed, List<Ticket> tickets) {

    static final Aftersales NONE = new Aftersales(0, List.of(), 0, List.of());

    /** How long after its delivery something can be sent back or reviewed, in milliseconds. */
    private static final long PERIOD = 14L * 86_400_000;

    /** Several things share an order's number; this many of each kind fit. */
    private static final int OF_ORDER = 64;

    /** Lines on their way back. */
    record Return(Id id, List<Line> lines, boolean isReceived) {}

    record Ticket(Id id, boolean isClosed) {}

    Decision request(Paid order, RequestReturn command, long at) {
        List<Returned> items = new ArrayList<>();
        long asked = 0;
        for (int number : command.lines()) {
            if (!isInHand(order, number, at) || ((returned | asked) & 1L << number) != 0) {
                return new Rejected(new Refusal.NotReturnable(command.order(), number));
            }
            asked |= 1L << number;
            Line line = order.placed().lines().get(number);
            items.add(new Returned(line.item(), line.product(), line.variant(), line.quantity()));
        }
        Id id = new Id(Kind.RETURN, command.order() * OF_ORDER + returns.size(), at);
        return told(order, new ReturnRequested(id, id(order), customer(order), command.reason(), List.copyOf(items)));
    }

    Decision receive(Paid order, ReceiveReturn command, long at) {
        for (int i = 0; i < returns.size(); i++) {
            Return found = returns.get(i);
            if (found.id().equals(command.returned()) && !found.isReceived()) {
                Money half = Shares.ofLines(order.placed(), found.lines()).half();
                return new Accepted(
                        order.placed().session(),
                        List.of(
                                new ReturnReceived(found.id(), id(order), customer(order)),
                                Order.refund(order, half, "returned", found.id(), OF_ORDER + i, at)));
            }
        }
        return new Rejected(new Refusal.UnknownReturn(command.order(), command.returned()));
    }

    Decision review(Paid order, PostReview command, long at) {
        int number = command.line();
        if (!isInHand(order, number, at) || (reviewed & 1L << number) != 0) {
            return new Rejected(new Refusal.NotReviewable(command.order(), number));
        }
        Line line = order.placed().lines().get(number);
        Id id = new Id(Kind.REVIEW, command.order() * OF_ORDER + number, at);
        return told(
                order,
                new ReviewPosted(
                        id,
                        id(order),
                        customer(order),
                        line.item(),
                        line.product(),
                        command.rating(),
                        command.title()));
    }

    Decision open(Paid order, OpenTicket command, long at) {
        if (tickets.size() == OF_ORDER) {
            return new Rejected(new Refusal.TooManyTickets(command.order()));
        }
        Id id = new Id(Kind.TICKET, command.order() * OF_ORDER + tickets.size(), at);
        return told(order, new TicketOpened(id, id(order), customer(order), command.topic()));
    }

    Decision close(Paid order, CloseTicket command) {
        return tickets.contains(new Ticket(command.ticket(), false))
                ? told(order, new TicketClosed(command.ticket(), id(order), customer(order), command.resolution()))
                : new Rejected(new Refusal.UnknownTicket(command.order(), command.ticket()));
    }

    Aftersales evolve(OrderPlaced placed, AftersalesEvent event) {
        return switch (event) {
            case ReturnRequested e -> {
                List<Line> lines = linesOf(placed, e.items());
                yield new Aftersales(
                        returned | setOf(placed, lines),
                        added(returns, new Return(e.returned(), lines, false)),
                        reviewed,
                        tickets);
            }
            case ReturnReceived e ->
                new Aftersales(
                        returned,
                        returns.stream()
                                .map(each -> each.id().equals(e.returned())
                                        ? new Return(each.id(), each.lines(), true)
                                        : each)
                                .toList(),
                        reviewed,
                        tickets);
            case ReviewPosted e ->
                new Aftersales(returned, returns, reviewed | 1L << e.review().number() % OF_ORDER, tickets);
            case TicketOpened e ->
                new Aftersales(returned, returns, reviewed, added(tickets, new Ticket(e.ticket(), false)));
            case TicketClosed e ->
                new Aftersales(
                        returned,
                        returns,
                        reviewed,
                        tickets.stream()
                                .map(each -> each.id().equals(e.ticket()) ? new Ticket(each.id(), true) : each)
                                .toList());
        };
    }

    /** The lines that came back with a return. */
    List<Line> linesOf(Id returned) {
        return returns.stream()
                .filter(each -> each.id().equals(returned))
                .flatMap(each -> each.lines().stream())
                .toList();
    }

    /** Whether he has got this line, and not too long ago. */
    private static boolean isInHand(Paid order, int line, long at) {
        if (line < 0 || line >= order.placed().lines().size()) {
            return false;
        }
        Parcel parcel = order.parcels().of(order.placed().lines().get(line));
        return parcel.stage() == Stage.DELIVERED && at - parcel.since() < PERIOD;
    }

    private static List<Line> linesOf(OrderPlaced placed, List<Returned> items) {
        return placed.lines().stream()
                .filter(line -> items.stream().anyMatch(item -> item.item().equals(line.item())))
                .toList();
    }

    private static long setOf(OrderPlaced placed, List<Line> lines) {
        long set = 0;
        for (Line line : lines) {
            set |= 1L << placed.lines().indexOf(line);
        }
        return set;
    }

    private static <T> List<T> added(List<T> list, T element) {
        List<T> longer = new ArrayList<>(list);
        longer.add(element);
        return List.copyOf(longer);
    }

    private static Decision told(Paid order, AftersalesEvent event) {
        return new Accepted(order.placed().session(), event);
    }

    private static Id id(Paid order) {
        return order.placed().order();
    }

    private static Id customer(Paid order) {
        return order.placed().customer();
    }
}
