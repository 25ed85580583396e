package dev.faux.shop;

/**
 * What has changed of customers since they were made up: how often one told something new, and his loyalty points. Those of whom
 * nothing has changed cost nothing; the others 16 bytes each in a table with open addresses that is never more than three
 * quarters full.
 */
final class Accounts {

    private static final int POINT_BITS = 40;
    private static final long POINTS = (1L << POINT_BITS) - 1;

    /** A number of 0 marks a free place. */
    private long[] customers = new long[1 << 10];

    private long[] accounts = new long[1 << 10];
    private int size;

    int revision(long customer) {
        return (int) (accounts[place(customer)] >>> POINT_BITS);
    }

    long points(long customer) {
        return accounts[place(customer)] & POINTS;
    }

    void put(long customer, int revision, long points) {
        int place = place(customer);
        if (customers[place] == 0) {
            if (revision == 0 && points == 0) {
                return;
            }
            if (size >= customers.length / 4 * 3) {
                grow();
                place = place(customer);
            }
            customers[place] = customer;
            size++;
        }
        accounts[place] = (long) revision << POINT_BITS | points;
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
