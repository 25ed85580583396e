package dev.faux.shop;

/** So many pieces of the variant of that number. */
public record CartItem(int variant, int quantity) {

    public static final int MAX_QUANTITY = 99;

    public CartItem {
        if (quantity < 1 || quantity > MAX_QUANTITY) {
            throw new IllegalArgumentException("quantity is " + quantity + ", expected 1 to " + MAX_QUANTITY);
        }
    }

    /** The number of the product that it is of. */
    public int product() {
        return Variant.product(variant);
    }
}
