package dev.faux.shop;

/**
 * What has changed of customers since they were made up: how often one told something new, and his loyalty points. Those of whom
 * nothing has changed cost nothing; the others 16 bytes each in a table with open addresses that is never more than three
 * quarters full.
 */
final class Accounts {

    private static final int LEAST = 1 << 10;
    private static final int POINT_BITS = 40;
    private static final long POINTS = (1L << POINT_BITS) - 1;

    /** A number of 0 marks a free place. */
    private long[] customers;

    private long[] accounts;
    private int size;

    /** Each customer of whom something has changed, and what became of him, packed as in the table. */
    record State(long[] customers, long[] accounts) {

        static final State NOTHING = new State(new long[0], new long[0]);
    }

    Accounts(State state) {
        // In the order of one table they would crowd together in every smaller one.
        int places = Math.max(LEAST, Integer.highestOneBit(2 * state.customers.length) << 1);
        customers = new long[places];
        accounts = new long[places];
        for (int i = 0; i < state.customers.length; i++) {
            put(state.customers[i], state.accounts[i]);
        }
    }

    State state() {
        State state = new State(new long[size], new long[size]);
        int next = 0;
        for (int i = 0; i < customers.length; i++) {
            if (customers[i] != 0) {
                state.customers[next] = customers[i];
                state.accounts[next++] = accounts[i];
            }
        }
        return state;
    }

    int revision(long customer) {
        return (int) (accounts[place(customer)] >>> POINT_BITS);
    }

    long points(long customer) {
        return accounts[place(customer)] & POINTS;
    }

    void put(long customer, int revision, long points) {
        put(customer, (long) revision << POINT_BITS | points);
    }

    private void put(long customer, long account) {
        int place = place(customer);
        if (customers[place] == 0) {
            if (account == 0) {
                return;
            }
            if (size >= customers.length / 4 * 3) {
                grow();
                place = place(customer);
            }
            customers[place] = customer;
            size++;
        }
        accounts[place] = account;
    }

    /** His place, or the free one that would be his. */
    private int place(long customer) {
        int mask = customers.length - 1;
        int place = (int) Mix.of(customer) & mask;
        while (customers[place] != customer && customers[place] != 0) {
            place = place + 1 & mask;
        }
        return place;
    }

    private void grow() {
        long[] oldCustomers = customers;
        long[] oldAccounts = accounts;
        customers = new long[oldCustomers.length * 2];
        accounts = new long[customers.length];
        for (int i = 0; i < oldCustomers.length; i++) {
            if (oldCustomers[i] != 0) {
                int place = place(oldCustomers[i]);
                customers[place] = oldCustomers[i];
                accounts[place] = oldAccounts[i];
            }
        }
    }
}
