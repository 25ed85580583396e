package dev.faux.shop;

/**
 * How customers are numbered: those of before the history from 1 to {@code population}; after them those who register, each
 * market in a lane of its own, so that a number alone tells the market.
 *
 * @param markets how many there are
 */
public record CustomerNumbers(long population, int markets) {

    /** The number of a market's next customer, when so many have registered there before. */
    long next(int market, int registered) {
        return population + 1 + market + (long) registered * markets;
    }

    /** Whether he came after the beginning of the history; only then do the next two know him. */
    public boolean isRegistered(long customer) {
        return customer > population;
    }

    /** The market that he registered in, from 0. */
    public int market(long customer) {
        return (int) ((customer - population - 1) % markets);
    }

    /** How many registered there before him. */
    long place(long customer) {
        return (customer - population - 1) / markets;
    }
}
