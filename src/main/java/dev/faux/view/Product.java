package dev.faux.view;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An article of the catalogue.
 *
 * @param unitPrice a decimal number, net, in {@code currency}
 * @param retiredAt null while it is sold
 */
public record Product(
        UUID productId,
        String sku,
        String name,
        UUID categoryId,
        UUID vendorId,
        String unitPrice,
        String currency,
        Instant createdAt,
        @Nullable Instant retiredAt) {}
