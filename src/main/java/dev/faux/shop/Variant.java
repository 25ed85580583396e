package dev.faux.shop;

import org.jspecify.annotations.Nullable;

/** One form that a product is sold in; what its kind does not have is null. */
public record Variant(
        Id id,
        String sku,
        @Nullable String size,
        @Nullable String colour,
        @Nullable String material) implements Fields.Described {

    /** How many a product can have. */
    public static final int MOST = 8;

    /** The number of a product's variant, which is counted from 0. */
    public static int number(int product, int index) {
        return product * MOST + index;
    }

    /** The number of the product that a variant is of. */
    public static int product(int variant) {
        return variant / MOST;
    }

    @Override
    public void describe(Fields fields) {
        fields.id("variant_id", id);
        fields.text("sku", sku);
        if (size != null) {
            fields.text("size", size);
        }
        if (colour != null) {
            fields.text("colour", colour);
        }
        if (material != null) {
            fields.text("material", material);
        }
    }
}
