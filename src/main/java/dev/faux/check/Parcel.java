package dev.faux.check;

import dev.faux.check.Order.Status;
import java.util.UUID;

/** What is remembered of one shipment of an order. Instants are 0 until they come. */
final class Parcel {

    final UUID id;
    Status status = Status.WAITING;
    /** When all its goods were promised to it. */
    long goodsAt;

    long readyAt;
    long attemptFailedAt;
    long deliveredAt;
    long attempts;

    Parcel(UUID id, long goodsAt) {
        this.id = id;
        this.goodsAt = goodsAt;
    }
}
