package dev.faux.view;

import java.time.Instant;
import java.util.UUID;

/**
 * An article of the catalogue.
 *
 * @param unitPrice a decimal number, net, in {@code currency}
 */
public record Product(
        UUID productId,
        String sku,
        String name,
        UUID categoryId,
        UUID vendorId,
        String unitPrice,
        String currency,
        Instant createdAt) {}
