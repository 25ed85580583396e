package dev.faux.shop;

import dev.faux.shop.StockEvent.StockDeducted;
import dev.faux.shop.StockEvent.StockDepleted;
import dev.faux.shop.StockEvent.StockReleased;
import dev.faux.shop.StockEvent.StockReserved;
import dev.faux.shop.StockEvent.StockRestocked;
import java.util.Arrays;

/** How many pieces of each product are on the shelf, and how many of them are promised. Never negative. */
final class Stock {

    private int[] onHand = new int[16];
    private int[] reserved = new int[16];

    int available(Id product) {
        int index = index(product);
        return index < onHand.length ? onHand[index] - reserved[index] : 0;
    }

    StockReserved reserve(Id product, Id warehouse, Id order, int quantity) {
        int index = index(product);
        return new StockReserved(product, warehouse, order, quantity, onHand[index], reserved[index] + quantity);
    }

    StockDeducted deduct(Id product, Id warehouse, Id order, int quantity) {
        int index = index(product);
        return new StockDeducted(
                product, warehouse, order, quantity, onHand[index] - quantity, reserved[index] - quantity);
    }

    StockReleased release(Id product, Id warehouse, Id order, int quantity) {
        int index = index(product);
        return new StockReleased(product, warehouse, order, quantity, onHand[index], reserved[index] - quantity);
    }

    StockRestocked restock(Id product, Id warehouse, int quantity) {
        int index = index(product);
        int before = index < onHand.length ? onHand[index] : 0;
        int promised = index < onHand.length ? reserved[index] : 0;
        return new StockRestocked(product, warehouse, quantity, Math.addExact(before, quantity), promised);
    }

    StockDepleted deplete(StockReserved last) {
        return new StockDepleted(last.product(), last.warehouse(), last.onHand(), last.reserved());
    }

    void evolve(StockEvent event) {
        if (event.reserved() < 0 || event.reserved() > event.onHand()) {
            throw new AssertionError("stock would be negative after " + event);
        }
        int index = index(event.product());
        if (index >= onHand.length) {
            int size = Math.max(index + 1, onHand.length * 2);
            onHand = Arrays.copyOf(onHand, size);
            reserved = Arrays.copyOf(reserved, size);
        }
        onHand[index] = event.onHand();
        reserved[index] = event.reserved();
    }

    private static int index(Id product) {
        return (int) product.number();
    }
}
