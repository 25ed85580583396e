package dev.faux.shop;

/**
 * How customers are numbered: those of before the history from 1 to {@code population}; after them those who register, each
 * market in a lane of its own, so that a number alone tells the market. The people from outside have a lane, too, the last.
 *
 * @param markets how many there are
 */
public record CustomerNumbers(long population, int markets) {

    /** The lane of the people from outside; a market's is the market. */
    public int people() {
        return markets;
    }

    int lanes() {
        return markets + 1;
    }

    /** The number of a lane's next customer, when so many have registered there before. */
    public long next(int lane, int registered) {
        return population + 1 + lane + (long) registered * lanes();
    }

    /** Whether he came after the beginning of the history; only then do the next two know him. */
    public boolean isRegistered(long customer) {
        return customer > population;
    }

    /** The market that he registered in, from 0; the people from outside are of the shop's own. */
    public int market(long customer) {
        int lane = lane(customer);
        return lane == people() ? 0 : lane;
    }

    int lane(long customer) {
        return (int) ((customer - population - 1) % lanes());
    }

    /** How many registered in his lane before him. */
    long place(long customer) {
        return (customer - population - 1) / lanes();
    }
}
