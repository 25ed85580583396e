package dev.faux.check;

import dev.faux.simulation.Choice;
import dev.faux.simulation.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The catalogue: what there is, at what price, in which currency; and words that the scenario lists. */
final class Prices implements Inspector {

    private final Memory memory;
    private final Markets markets;
    private final Scenario scenario;
    private final Rule inForce;
    private final Rule aboveZero;
    private final Rule currencies;
    private final Rule words;

    Prices(Rules rules, Scenario scenario, Memory memory) {
        this.memory = memory;
        this.scenario = scenario;
        this.markets = new Markets(scenario);
        inForce = rules.add(
                "price-in-force",
                "A unit_price is the one that the product has at this instant in the market of the customer.");
        aboveZero = rules.add("price-above-zero", "Every unit_price is above 0.");
        currencies = rules.add(
                "currency-of-the-market",
                "Every amount is in the currency of its market; a product has one price for each market.");
        words = rules.add(
                "word-of-the-scenario",
                "Markets, segments, channels, devices, methods, carriers and reasons are among those that the scenario lists.");
    }

    @Override
    public void inspect(Event event) {
        int market = market(event);
        if (event.has(Field.UNIT_PRICE)) {
            long price = event.number(Field.UNIT_PRICE);
            aboveZero.expect(event, price > 0, () -> "unit_price " + Event.money(price) + ", expected more than 0");
            if (event.type != Type.PRODUCT_LAUNCHED && event.type != Type.PRICE_CHANGED) {
                inForce(event, event.id(Field.PRODUCT_ID), market, price);
            }
        }
        if (event.type == Type.ORDER_PLACED) {
            for (Event.Item item : event.items) {
                aboveZero.expect(
                        event,
                        item.price > 0,
                        () -> "unit_price " + Event.money(item.price) + ", expected more than 0");
                inForce(event, item.product, market, item.price);
            }
        }
        if (event.has(Field.CURRENCY) && market >= 0) {
            currency(event, event.text(Field.CURRENCY), market);
        }
        if (event.type().tellsPrices()) {
            prices(event);
        }
        for (Event.Means means : event.means) {
            currency(event, means.currency(), market);
        }
        announce(event);
        words(event);
    }

    /** The place of the market that it is of, or -1 where that cannot be told. */
    private int market(Event event) {
        if (event.has(Field.MARKET)) {
            return markets.place(event.text(Field.MARKET));
        }
        if (event.visit != null) {
            return markets.place(event.visit.market);
        }
        if (event.order != null) {
            return markets.place(event.order.market);
        }
        return event.type().tellsPrices() ? 0 : -1;
    }

    private void currency(Event event, String currency, int market) {
        currencies.expect(
                event,
                currency.equals(markets.currency(market)),
                () -> "currency " + currency + ", expected " + markets.currency(market) + ", that of market "
                        + markets.name(market));
    }

    /** One for each market, in the scenario's order; the first stands outside of the list as well. */
    private void prices(Event event) {
        List<String> told = event.prices.stream().map(Event.Price::market).toList();
        currencies.expect(
                event,
                told.equals(markets.names()),
                () -> "prices of markets " + told + ", expected " + markets.names());
        for (int i = 0; i < Math.min(event.prices.size(), markets.count()); i++) {
            Event.Price price = event.prices.get(i);
            currency(event, price.currency(), i);
            aboveZero.expect(
                    event,
                    price.amount() > 0,
                    () -> "unit_price " + Event.money(price.amount()) + ", expected more than 0");
            if (event.type == Type.PRODUCT_EDITED) {
                inForce(event, event.id(Field.PRODUCT_ID), i, price.amount());
            }
        }
        boolean isFirst = !event.prices.isEmpty() && event.prices.getFirst().amount() == event.number(Field.UNIT_PRICE);
        inForce.expect(
                event,
                isFirst,
                () -> "unit_price " + Event.money(event.number(Field.UNIT_PRICE))
                        + ", expected that of the first market");
    }

    private void inForce(Event event, UUID product, int market, long price) {
        long expected = memory.priceOf(product, market);
        if (expected >= 0) {
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
            case PRODUCT_LAUNCHED, PRODUCT_EDITED -> {
                price(event);
                event.variants.forEach(variant -> memory.variants.put(variant, event.id(Field.PRODUCT_ID)));
                memory.categoryOf.put(event.id(Field.PRODUCT_ID), event.id(Field.CATEGORY_ID));
            }
            case PRICE_CHANGED -> price(event);
            default -> {}
        }
    }

    private void price(Event event) {
        long[] prices = new long[markets.count()];
        for (int i = 0; i < Math.min(prices.length, event.prices.size()); i++) {
            prices[i] = event.prices.get(i).amount();
        }
        memory.price(event.id(Field.PRODUCT_ID), prices);
    }

    private void words(Event event) {
        switch (event.type()) {
            case SESSION_STARTED -> {
                word(event, Field.MARKET, markets.names());
                word(event, Field.CHANNEL, scenario.visits().channels());
                word(event, Field.DEVICE, scenario.visits().devices());
            }
            case PAYMENT_INFO_ENTERED, PAYMENT_AUTHORISED, PAYMENT_CAPTURED ->
                word(event, Field.PAYMENT_METHOD, scenario.payments().methods());
            case PAYMENT_DECLINED -> {
                word(event, Field.PAYMENT_METHOD, scenario.payments().methods());
                List<String> reasons =
                        new ArrayList<>(scenario.payments().reasons().names());
                reasons.add(Payments.OVER_LIMIT);
                reasons.add("suspected_fraud");
                word(event, Field.REASON, reasons);
            }
            case ORDER_PLACED -> {
                word(event, Field.MARKET, markets.names());
                word(event, Field.SHIPPING_METHOD, scenario.orders().delivery().methods());
            }
            case CUSTOMER_INTRODUCED, CUSTOMER_REGISTERED, CUSTOMER_UPDATED -> {
                word(event, Field.MARKET, markets.names());
                word(
                        event,
                        Field.SEGMENT,
                        scenario.distributions().segments().stream()
                                .map(Scenario.Segment::name)
                                .toList());
            }
            case ORDER_SHIPPED ->
                word(event, Field.CARRIER, scenario.orders().delivery().carriers());
            case ORDER_DELIVERY_ATTEMPT_FAILED, ORDER_FAILED ->
                word(event, Field.REASON, scenario.orders().delivery().reasons());
            case RETURN_REQUESTED ->
                word(event, Field.REASON, scenario.orders().aftersales().returnReasons());
            case TICKET_OPENED ->
                word(event, Field.TOPIC, scenario.orders().aftersales().topics());
            case TICKET_CLOSED ->
                word(event, Field.RESOLUTION, scenario.orders().aftersales().resolutions());
            case CHECKOUT_FAILED ->
                word(
                        event,
                        Field.REASON,
                        List.of("out_of_stock", "out_of_season", "no_longer_sold", "payment_declined"));
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
