package dev.faux.check;

import dev.faux.simulation.Scenario;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** The life of products: launched, edited, given another price, retired. */
final class Products implements Inspector {

    private final Map<UUID, Known> products = new HashMap<>();
    private final LongSet retired = new LongSet();
    private final Rule once;
    private final Rule stays;
    private final Rule active;
    private final Rule supplied;

    /** @param identity a hash of what never changes */
    private record Known(UUID vendor, long identity) {}

    Products(Rules rules, Scenario scenario) {
        Scenario.Merchandising asked = scenario.merchandising();
        once = rules.add("product-launched-once", "A product is launched exactly once, and retired at most once.");
        stays = rules.addIf(
                asked.edits() > 0,
                "what-a-product-is-stays",
                "An edited product keeps its sku, brand, category, vendor and variants.");
        active = rules.addIf(
                asked.launches() > 0,
                "retired-is-sold-no-more",
                "What is retired is not viewed, wished for, put in a cart, ordered, edited or priced any more.");
        supplied = rules.add(
                "supplied-by-its-vendor",
                "New goods come from the vendor of the product, and what comes back from none.");
    }

    @Override
    public void inspect(Event event) {
        switch (event.type()) {
            case PRODUCT_LAUNCHED -> launch(event);
            case PRODUCT_EDITED -> {
                edit(event);
                judge(event, event.id(Field.PRODUCT_ID));
            }
            case PRODUCT_RETIRED -> {
                UUID product = event.id(Field.PRODUCT_ID);
                once.expect(event, retired.add(product), () -> "product " + product + " is retired again");
            }
            case PRICE_CHANGED, PRODUCT_VIEWED, PRODUCT_ADDED, PRODUCT_ADDED_TO_WISHLIST ->
                judge(event, event.id(Field.PRODUCT_ID));
            case ORDER_PLACED -> event.items.forEach(item -> judge(event, item.product));
            case STOCK_RESTOCKED -> supply(event);
            default -> {}
        }
    }

    private void launch(Event event) {
        UUID product = event.id(Field.PRODUCT_ID);
        Known before = products.putIfAbsent(product, known(event));
        once.expect(event, before == null, () -> "product " + product + " is launched again");
    }

    private void edit(Event event) {
        Known before = products.putIfAbsent(event.id(Field.PRODUCT_ID), known(event));
        if (before != null) {
            stays.expect(
                    event,
                    before.equals(known(event)),
                    () -> "product " + identity(event)
                            + ", expected sku, brand, category, vendor and variants as before");
        }
    }

    private void supply(Event event) {
        Known product = products.get(event.id(Field.PRODUCT_ID));
        boolean isSupplied = event.is(Field.REASON, "supplied");
        UUID vendor = event.has(Field.VENDOR_ID) ? event.id(Field.VENDOR_ID) : null;
        if (product != null) {
            UUID expected = isSupplied ? product.vendor() : null;
            supplied.expect(
                    event, Objects.equals(vendor, expected), () -> "vendor_id " + vendor + ", expected " + expected);
        }
    }

    private void judge(Event event, UUID product) {
        active.expect(event, !retired.contains(product), () -> "product " + product + " was retired before");
    }

    private static Known known(Event event) {
        return new Known(event.id(Field.VENDOR_ID), Hashes.of(identity(event)));
    }

    private static String identity(Event event) {
        return event.text(Field.SKU) + " " + event.text(Field.BRAND) + " " + event.id(Field.CATEGORY_ID) + " "
                + event.id(Field.VENDOR_ID) + " " + event.variants;
    }
}
