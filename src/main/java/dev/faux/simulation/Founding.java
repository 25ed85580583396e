package dev.faux.simulation;

import dev.faux.shop.CatalogueEvent.CategoryCreated;
import dev.faux.shop.CatalogueEvent.ProductLaunched;
import dev.faux.shop.CatalogueEvent.VendorJoined;
import dev.faux.shop.CatalogueEvent.WarehouseOpened;
import dev.faux.shop.CustomerEvent.CustomerIntroduced;
import dev.faux.shop.Event;
import dev.faux.shop.Id;
import dev.faux.shop.Id.Kind;

/**
 * What there is when a history begins: the customers of before, and what the shop opens with. Each is a pure function of its
 * kind and number, so number nine million costs no more than number one. For one thread.
 */
public final class Founding {

    private final History history;
    private final Assortment assortment;
    private final Population population;

    public Founding(History history) {
        this.history = history;
        assortment = new Assortment(history);
        population = new Population(history);
    }

    /** How many of a kind there are, numbered from 1; none where they come into being only later. */
    public long count(Kind kind) {
        return switch (kind) {
            case WAREHOUSE -> assortment.warehouses().size();
            case VENDOR -> assortment.vendors();
            case CATEGORY -> assortment.categories();
            case PRODUCT -> assortment.products();
            case CUSTOMER -> population.numbers().population();
            case EVENT,
                    SESSION,
                    ORDER,
                    ORDER_ITEM,
                    PAYMENT,
                    REFUND,
                    SHIPMENT,
                    ADDRESS,
                    PAYMENT_METHOD,
                    VARIANT,
                    RETURN,
                    REVIEW,
                    TICKET,
                    PROMOTION,
                    SHOP,
                    LOAN,
                    LOAN_PAYMENT -> 0;
        };
    }

    /** The event that tells of one of them as it is at the start, whenever the history itself tells of it. */
    public Event event(Kind kind, long number) {
        if (number < 1 || number > count(kind)) {
            throw new IllegalArgumentException(
                    kind.noun() + " of the start is number " + number + ", expected 1 to " + count(kind));
        }
        if (kind == Kind.CUSTOMER) {
            return new CustomerIntroduced(population.id(number), 0, population.points(number));
        }
        int place = (int) number;
        Id id = history.opening(kind, number);
        return switch (kind) {
            case WAREHOUSE -> {
                Scenario.Warehouse warehouse = assortment.warehouses().get(place - 1);
                yield new WarehouseOpened(
                        id, warehouse.name(), warehouse.city(), warehouse.country(), warehouse.serves());
            }
            case VENDOR -> new VendorJoined(id, assortment.vendorName(place), assortment.country());
            case CATEGORY -> new CategoryCreated(id, assortment.categoryName(place), assortment.parent(place));
            default -> new ProductLaunched(assortment.product(place));
        };
    }
}
