package dev.faux.check;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** What ties an event to others: ids that name something known, the customer, the session that began it all. */
final class Ties implements Inspector {

    private static final List<Field> IDS = List.of(
            Field.WAREHOUSE_ID,
            Field.VENDOR_ID,
            Field.CATEGORY_ID,
            Field.PRODUCT_ID,
            Field.USER_ID,
            Field.SESSION_ID,
            Field.ORDER_ID,
            Field.PAYMENT_ID,
            Field.REFUND_ID,
            Field.SHIPMENT_ID,
            Field.ADDRESS_ID,
            Field.PAYMENT_METHOD_ID,
            Field.VARIANT_ID,
            Field.PARENT_ID,
            Field.RETURN_ID,
            Field.REVIEW_ID,
            Field.TICKET_ID);

    private final Stream stream;
    private final Memory memory;
    private final Rule references;
    private final Rule pages;
    private final Rule creation;
    private final Rule origins;
    private final Rule correlation;
    private final Rule customers;

    Ties(Rules rules, Stream stream, Memory memory) {
        this.stream = stream;
        this.memory = memory;
        references = rules.add(
                "reference-resolves-and-came-earlier", "Whatever an id names was announced by an earlier event.");
        pages = rules.add("page-of-a-category", "The page of a category names it, and no other page does.");
        creation = rules.add(
                "nothing-before-its-creation",
                "Nothing is named before the instant that its id and its created_at tell.");
        origins = rules.add(
                "origin-of-an-order", "A shopper places an order during a session, a person from outside in none.");
        correlation = rules.add(
                "correlation",
                "A session's id stands on all its events and on all that its order leads to, and on nothing else.");
        customers = rules.add("same-customer", "An event names the customer of its session and of its order.");
    }

    @Override
    public void inspect(Event event) {
        switch (event.type().key()) {
            case SESSION -> session(event);
            case ORDER -> order(event);
            case PRODUCT -> product(event);
            case CUSTOMER -> {
                if (event.type == Type.CUSTOMER_UPDATED) {
                    knownCustomer(event);
                } else {
                    uncorrelated(event);
                }
            }
            case CATEGORY -> {
                if (event.has(Field.PARENT_ID)) {
                    known(event, Field.PARENT_ID, memory.categories.contains(event.id(Field.PARENT_ID)));
                }
                uncorrelated(event);
            }
            case PROMOTION -> {
                if (event.has(Field.CATEGORY_ID)) {
                    known(event, Field.CATEGORY_ID, memory.categories.contains(event.id(Field.CATEGORY_ID)));
                }
                uncorrelated(event);
            }
            case WAREHOUSE, VENDOR, SHOP -> uncorrelated(event);
        }
        created(event);
    }

    private void session(Event event) {
        if (event.type == Type.SESSION_STARTED) {
            knownCustomer(event);
        } else {
            knownVisit(event);
        }
        if (event.has(Field.PRODUCT_ID)) {
            knownProduct(event, event.id(Field.PRODUCT_ID));
        }
        if (event.has(Field.VARIANT_ID)) {
            known(event, Field.VARIANT_ID, memory.variants.containsKey(event.id(Field.VARIANT_ID)));
        }
        for (Visit.Pieces pieces : event.cart) {
            knownProduct(event, memory.productOf(pieces.variant()));
        }
        if (event.type == Type.PAGE_VIEWED) {
            page(event);
        }
        correlated(event, event.id(Field.SESSION_ID));
        sameCustomer(event);
    }

    private void page(Event event) {
        boolean isCategory = event.is(Field.PAGE, "category");
        boolean hasCategory = event.has(Field.CATEGORY_ID);
        pages.expect(
                event,
                isCategory == hasCategory,
                () -> "page " + event.text(Field.PAGE)
                        + (hasCategory ? " with a category_id, expected none" : ", expected its category_id"));
        if (hasCategory) {
            known(event, Field.CATEGORY_ID, memory.categories.contains(event.id(Field.CATEGORY_ID)));
        }
    }

    private void order(Event event) {
        Order order = event.order;
        if (event.type == Type.ORDER_PLACED) {
            knownCustomer(event);
            origin(event);
            if (event.has(Field.SESSION_ID)) {
                knownVisit(event);
                correlated(event, event.id(Field.SESSION_ID));
            } else {
                uncorrelated(event);
            }
            for (Event.Item item : event.items) {
                knownProduct(event, item.product);
            }
        } else {
            knownOrder(event);
            ofItsOrder(event);
        }
        sameCustomer(event);
        if (order != null) {
            UUID customer = event.id(Field.USER_ID);
            customers.expect(
                    event,
                    customer.equals(order.customer),
                    () -> "user_id " + customer + ", expected " + order.customer + " as when order " + order.id
                            + " was placed");
        }
    }

    private void origin(Event event) {
        String expected = event.has(Field.SESSION_ID) ? "shopper" : "person";
        origins.expect(
                event,
                event.is(Field.ORIGIN, expected),
                () -> "origin " + event.text(Field.ORIGIN) + ", expected " + expected);
    }

    private void product(Event event) {
        switch (event.type()) {
            case PRODUCT_LAUNCHED -> {
                known(event, Field.CATEGORY_ID, memory.categories.contains(event.id(Field.CATEGORY_ID)));
                known(event, Field.VENDOR_ID, memory.vendors.contains(event.id(Field.VENDOR_ID)));
                uncorrelated(event);
            }
            case PRODUCT_EDITED, PRODUCT_RETIRED, PRICE_CHANGED -> {
                knownProduct(event, event.id(Field.PRODUCT_ID));
                uncorrelated(event);
            }
            case STOCK_RESTOCKED -> {
                goods(event);
                if (event.has(Field.ORDER_ID)) {
                    knownOrder(event);
                    ofItsOrder(event);
                } else {
                    uncorrelated(event);
                }
            }
            // Its session is that of the reservation before it, which the stock knows.
            case STOCK_DEPLETED -> goods(event);
            default -> {
                goods(event);
                knownOrder(event);
                ofItsOrder(event);
            }
        }
    }

    private void goods(Event event) {
        knownProduct(event, event.id(Field.PRODUCT_ID));
        known(event, Field.VARIANT_ID, memory.variants.containsKey(event.id(Field.VARIANT_ID)));
        known(event, Field.WAREHOUSE_ID, memory.warehouses.contains(event.id(Field.WAREHOUSE_ID)));
    }

    private void knownCustomer(Event event) {
        known(event, Field.USER_ID, memory.customers.contains(event.id(Field.USER_ID)));
    }

    private void knownVisit(Event event) {
        known(event, Field.SESSION_ID, event.visit != null || memory.hasEndedVisit(event.id(Field.SESSION_ID)));
    }

    private void knownOrder(Event event) {
        known(event, Field.ORDER_ID, event.order != null || memory.hasEndedOrder(event.id(Field.ORDER_ID)));
    }

    private void knownProduct(Event event, UUID product) {
        boolean isKnown = memory.isLaunched(product);
        if (isKnown || stream.isWhole()) {
            references.expect(event, isKnown, () -> "product_id " + product + ", expected a product launched earlier");
        }
    }

    /** What is unknown in a partial stream may have been announced in the missing part. */
    private void known(Event event, Field field, boolean isKnown) {
        if (isKnown || stream.isWhole()) {
            references.expect(
                    event,
                    isKnown,
                    () -> field.wireName() + " " + event.id(field) + ", expected one that an earlier event announced");
        }
    }

    private void ofItsOrder(Event event) {
        Order order = event.order;
        if (order == null) {
            return;
        }
        if (order.session == null) {
            uncorrelated(event);
        } else {
            correlated(event, order.session);
        }
    }

    private void correlated(Event event, UUID session) {
        UUID found = event.correlation;
        correlation.expect(
                event, session.equals(found), () -> "correlationid " + found + ", expected session " + session);
    }

    private void uncorrelated(Event event) {
        UUID found = event.correlation;
        correlation.expect(event, found == null, () -> "correlationid " + found + ", expected none");
    }

    private void sameCustomer(Event event) {
        Visit visit = event.visit;
        if (visit != null && event.type != Type.SESSION_STARTED) {
            UUID customer = event.id(Field.USER_ID);
            customers.expect(
                    event,
                    Objects.equals(customer, visit.customer),
                    () -> "user_id " + customer + ", expected " + visit.customer + " as when session " + visit.id
                            + " started");
        }
    }

    private void created(Event event) {
        long latest = Long.MIN_VALUE;
        Field youngest = Field.USER_ID;
        for (int i = 0; i < IDS.size(); i++) {
            Field field = IDS.get(i);
            if (event.has(field) && event.idTime(field) > latest) {
                latest = event.idTime(field);
                youngest = field;
            }
        }
        long told = latest;
        Field of = youngest;
        creation.expect(
                event,
                told <= event.time,
                () -> of.wireName() + " " + event.id(of) + " tells that it came into being at " + Event.instant(told)
                        + ", expected not after " + Event.instant(event.time));
        switch (event.type()) {
            case CUSTOMER_INTRODUCED, CUSTOMER_UPDATED -> bornAt(event, Field.CREATED_AT, event.idTime(Field.USER_ID));
            case CUSTOMER_REGISTERED -> {
                bornAt(event, Field.CREATED_AT, event.idTime(Field.USER_ID));
                bornAt(event, Field.CREATED_AT, event.time);
            }
            case PRODUCT_LAUNCHED -> {
                bornAt(event, Field.CREATED_AT, event.time);
                idTells(event, Field.PRODUCT_ID);
            }
            case PRODUCT_EDITED -> bornAt(event, Field.CREATED_AT, event.idTime(Field.PRODUCT_ID));
            case PROMOTION_STARTED -> idTells(event, Field.PROMOTION_ID);
            case SESSION_STARTED -> idTells(event, Field.SESSION_ID);
            case SESSION_ENDED -> bornAt(event, Field.STARTED_AT, event.idTime(Field.SESSION_ID));
            case ORDER_PLACED -> {
                bornAt(event, Field.CREATED_AT, event.time);
                idTells(event, Field.ORDER_ID);
            }
            default -> {}
        }
    }

    private void bornAt(Event event, Field field, long expected) {
        long found = event.number(field);
        creation.expect(
                event,
                found == expected,
                () -> field.wireName() + " " + Event.instant(found) + ", expected " + Event.instant(expected));
    }

    private void idTells(Event event, Field field) {
        long found = event.idTime(field);
        creation.expect(
                event,
                found == event.time,
                () -> field.wireName() + " " + event.id(field) + " tells " + Event.instant(found) + ", expected "
                        + Event.instant(event.time));
    }
}
