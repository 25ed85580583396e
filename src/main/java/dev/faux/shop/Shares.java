package dev.faux.shop;

import dev.faux.shop.OrderEvent.Line;
import dev.faux.shop.OrderEvent.OrderPlaced;
import java.util.ArrayList;
import java.util.List;

/** Which part of an order's total falls on some of its lines: in proportion to what they cost, rounded down. */
final class Shares {

    private Shares() {}

    static Money ofLines(OrderPlaced placed, List<Line> lines) {
        long cost = 0;
        for (Line line : lines) {
            cost += line.cost().minor();
        }
        Money total = placed.total();
        long share = Math.multiplyExact(total.minor(), cost)
                / placed.subtotal().minus(placed.discount()).minor();
        return new Money(share, total.currency());
    }

    /** The last shipment takes what rounding leaves. */
    static Money ofShipment(OrderPlaced placed, Id shipment) {
        List<Parcel> parcels = Parcels.of(placed).all();
        if (!parcels.getLast().shipment().equals(shipment)) {
            return ofLines(placed, linesOf(placed, shipment));
        }
        Money rest = placed.total();
        for (Parcel parcel : parcels.subList(0, parcels.size() - 1)) {
            rest = rest.minus(ofLines(placed, linesOf(placed, parcel.shipment())));
        }
        return rest;
    }

    static List<Line> linesOf(OrderPlaced placed, Id shipment) {
        List<Line> lines = new ArrayList<>(placed.lines().size());
        for (Line line : placed.lines()) {
            if (line.shipment().equals(shipment)) {
                lines.add(line);
            }
        }
        return lines;
    }
}
