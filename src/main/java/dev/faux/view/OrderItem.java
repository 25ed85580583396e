package dev.faux.view;

import java.util.UUID;

/**
 * One variant of an order, at the price that was in force when it was placed.
 *
 * @param unitPrice a decimal number in the currency of the order, and so the next two; the total is before the discount
 */
public record OrderItem(
        UUID orderItemId,
        UUID productId,
        UUID variantId,
        int quantity,
        String unitPrice,
        String total,
        String discount,
        UUID shipmentId,
        UUID warehouseId,
        boolean backOrdered) {}
