package dev.faux.view;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order as it stands; amounts are decimal numbers in {@code currency}.
 *
 * @param sessionId the visit that it was placed in, or null where there was none
 * @param updatedAt when its status was told last
 * @param items in the order in which they were put down
 */
public record Order(
        UUID orderId,
        UUID userId,
        @Nullable UUID sessionId,
        String status,
        Instant createdAt,
        Instant updatedAt,
        String market,
        UUID addressId,
        String shippingAddress,
        String shippingMethod,
        String subtotal,
        String discount,
        String shipping,
        String tax,
        String total,
        String currency,
        List<OrderItem> items) {}
