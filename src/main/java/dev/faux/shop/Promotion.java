package dev.faux.shop;

import org.jspecify.annotations.Nullable;

/**
 * For some time, something is taken off what a product costs. Where several are running, the one that takes off most counts.
 *
 * @param percent what is taken off, 1 to {@value #MOST_PERCENT}
 * @param category whose products it is for, or null for all
 * @param endsAt in milliseconds since 1970 UTC
 */
public record Promotion(
        Id id, String name, int percent, @Nullable Id category, long endsAt) {

    /** So that nothing is given away. */
    public static final int MOST_PERCENT = 90;

    boolean includes(Product product) {
        return category == null || category.equals(product.category());
    }

    /** What is taken off so much, half-up. */
    Money of(Money total) {
        return total.share(100L * percent);
    }
}
