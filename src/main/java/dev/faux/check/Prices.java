package dev.faux.check;

import dev.faux.simulation.Choice;
import dev.faux.simulation.Scenario;
import java.util.List;
import java.util.UUID;

/** The catalogue: what there is, at what price, in which currency; and words that the scenario lists. */
final class Prices implements Inspector {

    private final Memory memory;
    private final String currency;
    private final Scenario scenario;
    private final Rule inForce;
    private final Rule aboveZero;
    private final Rule currencies;
    private final Rule words;

    Prices(Rules rules, Scenario scenario, Memory memory) {
        this.memory = memory;
        this.scenario = scenario;
        this.currency = scenario.market().currency().name();
        inForce = rules.add("price-in-force", "A unit_price is the one that the product has at this instant.");
        aboveZero = rules.add("price-above-zero", "Every unit_price is above 0.");
        currencies = rules.add("currency-of-the-market", "Every amount is in the currency of the scenario's market.");
        words = rules.add(
                "word-of-the-scenario",
                "Channels, devices, methods, carriers and reasons are among those that the scenario lists.");
    }

    @Override
    public void inspect(Event event) {
        if (event.has(Field.UNIT_PRICE)) {
            long price = event.number(Field.UNIT_PRICE);
            aboveZero.expect(event, price > 0, () -> "unit_price " + Event.money(price) + ", expected more than 0");
            if (event.type != Type.PRODUCT_LAUNCHED) {
                inForce(event, event.id(Field.PRODUCT_ID), price);
            }
        }
        for (Event.Item item : event.items) {
            aboveZero.expect(
                    event, item.price > 0, () -> "unit_price " + Event.money(item.price) + ", expected more than 0");
            inForce(event, item.product, item.price);
        }
        if (event.has(Field.CURRENCY)) {
            currencies.expect(
                    event,
                    event.is(Field.CURRENCY, currency),
                    () -> "currency " + event.text(Field.CURRENCY) + ", expected " + currency);
        }
        announce(event);
        words(event);
    }

    private void inForce(Event event, UUID product, long price) {
        Long expected = memory.prices.get(product);
        if (expected != null) {
            inForce.expect(
                    event,
                    price == expected,
                    () -> "unit_price " + Event.money(price) + " of product " + product + ", expected "
                            + Event.money(expected));
        }
    }

    private void announce(Event event) {
        switch (event.type()) {
            case WAREHOUSE_OPENED -> memory.warehouses.add(event.id(Field.WAREHOUSE_ID));
            case VENDOR_JOINED -> memory.vendors.add(event.id(Field.VENDOR_ID));
            case CATEGORY_CREATED -> memory.categories.add(event.id(Field.CATEGORY_ID));
            case PRODUCT_LAUNCHED -> memory.prices.put(event.id(Field.PRODUCT_ID), event.number(Field.UNIT_PRICE));
            default -> {}
        }
    }

    private void words(Event event) {
        switch (event.type()) {
            case SESSION_STARTED -> {
                word(event, Field.CHANNEL, scenario.shopper().channels());
                word(event, Field.DEVICE, scenario.shopper().devices());
            }
            case PAYMENT_INFO_ENTERED, PAYMENT_AUTHORISED, PAYMENT_CAPTURED ->
                word(event, Field.PAYMENT_METHOD, scenario.payments().methods());
            case PAYMENT_DECLINED -> {
                word(event, Field.PAYMENT_METHOD, scenario.payments().methods());
                word(event, Field.REASON, scenario.payments().reasons());
            }
            case ORDER_PLACED ->
                word(event, Field.SHIPPING_METHOD, scenario.orders().delivery().methods());
            case ORDER_SHIPPED ->
                word(event, Field.CARRIER, scenario.orders().delivery().carriers());
            case ORDER_DELIVERY_ATTEMPT_FAILED, ORDER_FAILED ->
                word(event, Field.REASON, scenario.orders().delivery().reasons());
            case CHECKOUT_FAILED -> word(event, Field.REASON, List.of("out_of_stock", "payment_declined"));
            default -> {}
        }
    }

    private void word(Event event, Field field, Choice choice) {
        word(event, field, choice.names());
    }

    private void word(Event event, Field field, List<String> expected) {
        String found = event.text(field);
        words.expect(
                event,
                expected.contains(found),
                () -> field.wireName() + " " + found + ", expected one of " + expected);
    }
}
