package dev.faux.shop;

import dev.faux.shop.CustomerEvent.CustomerIntroduced;
import dev.faux.shop.CustomerEvent.CustomerRegistered;
import dev.faux.shop.Id.Kind;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Who is known. Customers of before the history have the numbers 1 to {@code population} and cost one bit each once they
 * were introduced; those who register follow, and cost the instant at which they did.
 */
final class Customers {

    private final long population;
    private final BitSet introduced = new BitSet();
    private long[] registeredAt = new long[64];
    private int registered;

    Customers(long population) {
        this.population = population;
    }

    long count() {
        return population + registered;
    }

    boolean knows(long customer) {
        return customer > population ? customer <= count() : customer >= 1 && introduced.get((int) customer);
    }

    Id registered(long customer) {
        return new Id(Kind.CUSTOMER, customer, registeredAt[(int) (customer - population - 1)]);
    }

    void evolve(CustomerEvent event) {
        switch (event) {
            case CustomerIntroduced(Id customer) -> introduced.set((int) customer.number());
            case CustomerRegistered(Id customer) -> {
                if (registered == registeredAt.length) {
                    registeredAt = Arrays.copyOf(registeredAt, registered * 2);
                }
                registeredAt[registered++] = customer.at();
            }
        }
    }
}
