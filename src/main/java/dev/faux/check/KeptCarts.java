package dev.faux.check;

import dev.faux.simulation.Scenario;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The carts that customers leave, and find again. */
final class KeptCarts implements Inspector {

    private static final long DAY = Hours.DAY;

    /** As a number of breaks: nobody knows what he left. */
    private static final int DOUBTFUL = -1;

    private record Kept(List<Visit.Pieces> cart, long leftAt, int breaks) {}

    private final Stream stream;
    private final Memory memory;
    private final long keptFor;
    private final Map<UUID, Kept> carts = new HashMap<>();
    private final Rule found;
    private long nextSweep;

    KeptCarts(Rules rules, Scenario scenario, Stream stream, Memory memory) {
        this.stream = stream;
        this.memory = memory;
        this.keptFor = scenario.visits().cartKept().toMillis();
        found = rules.add(
                "kept-cart",
                "A session starts with what its customer left in the cart in the session of his that ended last, for as"
                        + " long as carts are kept; the first that starts takes it.");
    }

    @Override
    public void inspect(Event event) {
        if (event.type == Type.SESSION_STARTED && event.visit == null) {
            find(event);
        } else if (event.type == Type.SESSION_ENDED) {
            leave(event);
        }
    }

    private void find(Event event) {
        Kept kept = carts.remove(event.id(Field.USER_ID));
        boolean isKnown = kept == null ? stream.isWhole() : stream.unbrokenSince(kept.breaks);
        if (!isKnown) {
            return;
        }
        boolean isThere = kept != null && event.time - kept.leftAt <= keptFor;
        List<Visit.Pieces> expected = kept != null && isThere ? kept.cart : List.of();
        found.expect(
                event, event.cart.equals(expected), () -> "cart " + event.cart + ", expected " + expected + " as left");
    }

    private void leave(Event event) {
        Visit visit = event.visit;
        UUID customer = event.id(Field.USER_ID);
        if (visit == null || !memory.isUnbroken(visit)) {
            carts.put(customer, new Kept(List.of(), event.time, DOUBTFUL));
        } else if (!visit.cart.isEmpty()) {
            carts.put(customer, new Kept(List.copyOf(visit.cart), event.time, stream.breaks()));
        }
        sweep(event.time);
    }

    private void sweep(long now) {
        if (now >= nextSweep) {
            nextSweep = now + DAY;
            carts.values().removeIf(kept -> now - kept.leftAt > keptFor);
        }
    }
}
