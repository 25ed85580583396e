package dev.faux.shop;

/**
 * One shipment of an order, where it stands.
 *
 * @param attempt how often it left to be delivered
 * @param since when it came to stand there
 */
public record Parcel(Id shipment, Stage stage, int attempt, long since) {

    /** In the order in which a shipment goes through them; from an attempt that failed it goes back to shipped. */
    public enum Stage {
        /** Waits for its goods. */
        BACK_ORDERED(OrderStatus.WAITING),
        WAITING(OrderStatus.WAITING),
        PREPARATION(OrderStatus.PREPARATION),
        READY(OrderStatus.READY),
        SHIPPED(OrderStatus.SHIPPED),
        ATTEMPT_FAILED(OrderStatus.DELIVERY_ATTEMPT_FAILED),
        DELIVERED(OrderStatus.DELIVERED),
        FAILED(OrderStatus.FAILED);

        private final OrderStatus status;

        Stage(OrderStatus status) {
            this.status = status;
        }

        /** That of an order which has nothing but shipments that stand here. */
        OrderStatus status() {
            return status;
        }

        boolean isEnd() {
            return this == DELIVERED || this == FAILED;
        }
    }

    Parcel at(Stage next, long now) {
        return new Parcel(shipment, next, attempt, now);
    }

    /** It leaves for another attempt. */
    Parcel leaves(long now) {
        return new Parcel(shipment, Stage.SHIPPED, attempt + 1, now);
    }
}
