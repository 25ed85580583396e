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
            if (find(all, line.shipment()) == null) {
                Stage stage = line.isBackOrdered() ? Stage.BACK_ORDERED : Stage.WAITING;
                all.add(new Parcel(line.shipment(), stage, 0, placed.order().at()));
            }
        }
        return new Parcels(List.copyOf(all));
    }

    @Nullable
    Parcel find(Id shipment) {
        return find(all, shipment);
    }

    private static @Nullable Parcel find(List<Parcel> parcels, Id shipment) {
        for (int i = 0; i < parcels.size(); i++) {
            if (parcels.get(i).shipment().equals(shipment)) {
                return parcels.get(i);
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
        if (all.size() == 1) {
            return new Parcels(List.of(moved));
        }
        List<Parcel> parcels = new ArrayList<>(all);
        parcels.replaceAll(parcel -> parcel.shipment().equals(moved.shipment()) ? moved : parcel);
        return new Parcels(List.copyOf(parcels));
    }

    /** The least advanced that is still open; once all have ended, delivered if any was. */
    OrderStatus status() {
        Stage least = Stage.FAILED;
        boolean isOpen = false;
        boolean wasDelivered = false;
        for (int i = 0; i < all.size(); i++) {
            Stage stage = all.get(i).stage();
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
