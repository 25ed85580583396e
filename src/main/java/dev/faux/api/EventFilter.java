package dev.faux.api;

import dev.faux.log.Batch;
import dev.faux.log.TypeFilter;
import dev.faux.shop.Id;
import dev.faux.shop.Id.Kind;
import dev.faux.shop.Uuids;
import java.util.UUID;

/**
 * Which events somebody wants; chosen by what a batch tells beside its bytes.
 *
 * @param customer the number of the only customer whose doings are wanted, or 0
 */
record EventFilter(TypeFilter types, long customer) {

    static EventFilter of(Query query, Uuids uuids) {
        TypeFilter types = EventNames.types(query.all("type"));
        UUID customer = query.uuid("customer");
        return new EventFilter(types, customer == null ? 0 : number(customer, uuids));
    }

    /** The first event wanted at this place of the batch or after it, or the size of the batch. */
    int next(Batch batch, int from) {
        int index = from;
        while (index < batch.size() && !takes(batch, index)) {
            index++;
        }
        return index;
    }

    private boolean takes(Batch batch, int index) {
        return types.accepts(batch.type(index)) && (customer == 0 || batch.customer(index) == customer);
    }

    private static long number(UUID customer, Uuids uuids) {
        Id id = uuids.parse(Kind.CUSTOMER, customer);
        if (id == null) {
            throw Problem.badValue("customer", customer.toString(), "the id of a customer of this history");
        }
        return id.number();
    }
}
