package dev.faux.shop;

import dev.faux.shop.Command.CustomerCommand;
import dev.faux.shop.Command.IntroduceCustomer;
import dev.faux.shop.Command.RegisterCustomer;
import dev.faux.shop.Command.UpdateCustomer;
import dev.faux.shop.CustomerEvent.CustomerIntroduced;
import dev.faux.shop.CustomerEvent.CustomerRegistered;
import dev.faux.shop.CustomerEvent.CustomerUpdated;
import dev.faux.shop.Decision.Accepted;
import dev.faux.shop.Decision.Rejected;
import dev.faux.shop.Id.Kind;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Who is known. Customers of before the history cost one bit each once they were introduced; those who register cost the instant
 * at which they did.
 */
final class Customers {

    private final CustomerNumbers numbers;
    private final BitSet introduced;
    /** By lane. */
    private final long[][] registeredAt;

    private final int[] registered;
    private final Accounts accounts;

    /**
     * @param introduced a bit for each customer of before the history
     * @param registeredAt by lane: when each of those who registered there did so
     */
    record State(long[] introduced, List<long[]> registeredAt, Accounts.State accounts) {

        static State nothing(CustomerNumbers numbers) {
            return new State(new long[0], Collections.nCopies(numbers.lanes(), new long[0]), Accounts.State.NOTHING);
        }
    }

    Customers(CustomerNumbers numbers, State state) {
        this.numbers = numbers;
        introduced = BitSet.valueOf(state.introduced);
        registered = state.registeredAt.stream().mapToInt(each -> each.length).toArray();
        registeredAt = state.registeredAt.stream()
                .map(each -> Arrays.copyOf(each, Math.max(16, each.length)))
                .toArray(long[][]::new);
        accounts = new Accounts(state.accounts);
    }

    State state() {
        return new State(
                introduced.toLongArray(),
                IntStream.range(0, registered.length)
                        .mapToObj(lane -> Arrays.copyOf(registeredAt[lane], registered[lane]))
                        .toList(),
                accounts.state());
    }

    boolean knows(long customer) {
        return numbers.isRegistered(customer)
                ? numbers.place(customer) < registered[numbers.lane(customer)]
                : customer >= 1 && introduced.get((int) customer);
    }

    /** How many have registered in a lane. */
    int registered(int lane) {
        return registered[lane];
    }

    Id registered(int lane, int place) {
        return new Id(Kind.CUSTOMER, numbers.next(lane, place), registeredAt[lane][place]);
    }

    /** How often a customer has told something new. */
    int revision(Id customer) {
        return accounts.revision(customer.number());
    }

    Decision decide(CustomerCommand command, long at) {
        return switch (command) {
            case IntroduceCustomer(Id customer, long points) ->
                knows(customer.number())
                        ? new Rejected(new Refusal.AlreadyKnown(customer.number()))
                        : new Accepted(null, new CustomerIntroduced(customer, 0, points));
            case RegisterCustomer(int lane) -> new Accepted(null, register(lane, at));
            case UpdateCustomer(Id customer) -> {
                if (!knows(customer.number())) {
                    yield new Rejected(new Refusal.UnknownCustomer(customer.number()));
                }
                yield revision(customer) == Belonging.MAX_REVISION
                        ? new Rejected(new Refusal.UpdatedTooOften(customer.number()))
                        : new Accepted(null, update(customer));
            }
        };
    }

    private CustomerRegistered register(int lane, long at) {
        return new CustomerRegistered(new Id(Kind.CUSTOMER, numbers.next(lane, registered[lane]), at), 0, 0);
    }

    CustomerUpdated earn(Id customer, long points) {
        return new CustomerUpdated(
                customer, accounts.revision(customer.number()), accounts.points(customer.number()) + points);
    }

    private CustomerUpdated update(Id customer) {
        return new CustomerUpdated(
                customer, accounts.revision(customer.number()) + 1, accounts.points(customer.number()));
    }

    void evolve(CustomerEvent event) {
        Id customer = event.customer();
        accounts.put(customer.number(), event.revision(), event.points());
        switch (event) {
            case CustomerIntroduced e -> introduced.set((int) customer.number());
            case CustomerRegistered e -> {
                int lane = numbers.lane(customer.number());
                if (registered[lane] == registeredAt[lane].length) {
                    registeredAt[lane] = Arrays.copyOf(registeredAt[lane], registered[lane] * 2);
                }
                registeredAt[lane][registered[lane]++] = customer.at();
            }
            case CustomerUpdated e -> {}
        }
    }
}
