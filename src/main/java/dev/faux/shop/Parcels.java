package dev.faux.shop;

import dev.faux.shop.OrderEvent.Line;
import dev.faux.shop.OrderEvent.OrderPlaced;
import dev.faux.shop.Parcel.Stage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The shipments of one order. */
record Parcels(List<Parcel> all) {

    /** As they are when the order is placed. */
    static Parcels of(OrderPlaced placed) {
        List<Parcel> all = new ArrayList<>(1);
        for (Line line : placed.lines()) {
            if (all.stream().noneMatch(parcel -> parcel.shipment().equals(line.shipment()))) {
                Stage stage = line.isBackOrdered() ? Stage.BACK_ORDERED : Stage.WAITING;
                all.add(new Parcel(line.shipment(), stage, 0, placed.order().at()));
            }
        }
        return new Parcels(List.copyOf(all));
    }

    @Nullable
    Parcel find(Id shipment) {
        for (Parcel parcel : all) {
            if (parcel.shipment().equals(shipment)) {
                return parcel;
            }
        }
        return null;
    }

    Parcel of(Line line) {
        Parcel parcel = find(line.shipment());
        if (parcel == null) {
            throw new AssertionError("no parcel for " + line);
        }
        return parcel;
    }

    Parcels with(Parcel moved) {
        return new Parcels(all.stream()
                .map(parcel -> parcel.shipment().equals(moved.shipment()) ? moved : parcel)
                .toList());
    }

    /** The least advanced that is still open; once all have ended, delivered if any was. */
    OrderStatus status() {
        Stage least = Stage.FAILED;
        boolean isOpen = false;
        boolean wasDelivered = false;
        for (Parcel parcel : all) {
            Stage stage = parcel.stage();
            wasDelivered |= stage == Stage.DELIVERED;
            if (!stage.isEnd()) {
                isOpen = true;
                least = stage.compareTo(least) < 0 ? stage : least;
            }
        }
        if (isOpen) {
            return least.status();
        }
        return wasDelivered ? OrderStatus.DELIVERED : OrderStatus.FAILED;
    }

    /** Whether none of them is packed. */
    boolean canBeCancelled() {
        return all.stream().allMatch(parcel -> parcel.stage().compareTo(Stage.READY) < 0);
    }
}
