package dev.faux.simulation;

import dev.faux.shop.Command;
import dev.faux.shop.Decision;
import dev.faux.shop.Decision.Accepted;
import dev.faux.shop.Digest;
import dev.faux.shop.Event;
import dev.faux.shop.Id;
import dev.faux.shop.Shop;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One shop and all who have to do with it, in virtual time: a discrete-event simulation. It is advanced from outside and knows
 * no clock; how its time is cut into advances changes nothing. For one thread.
 */
public final class World {

    /** The version of this code's behaviour: raised with every change that makes other bytes of the same inputs. */
    public static final int MODEL = 3;

    private final Scenario scenario;
    private final long seed;
    private final long start;
    private final Shop shop;
    private final Agenda agenda;
    private final Population population;
    private final Assortment assortment;
    private final Popularity popularity;
    private final Tastes tastes;
    private final Searches searches;
    private final Experiments experiments;
    private final Intensity intensity;
    private final Staff staff;
    private final BackOffice backOffice;
    private final Digest digest;
    private long now;
    private long position;
    private long sessions;
    private List<Occurrence> record = new ArrayList<>();

    /**
     * Everything that has become of a world: with the history it is in, enough to go on from there. Nothing but data.
     *
     * @param agendaAt the instant that the agenda has come to
     * @param agenda in the order in which they are entered
     * @param succeeded the places that products launched later have taken
     * @param awaited a bit for each shelf that goods are ordered for
     * @param vendors how many have joined
     */
    public record State(
            long now,
            long position,
            long digest,
            long sessions,
            Shop.State shop,
            long agendaAt,
            List<Appointment> agenda,
            int[] succeeded,
            long[] awaited,
            int vendors) {}

    private record Appointment(long due, Actor.State actor) {}

    /** A new one: everything is still to come. */
    public World(History history) {
        this(history, null);
    }

    /** @param earlier of the same history, to go on from; null for a new one */
    public World(History history, @Nullable State earlier) {
        State state = earlier == null ? nothing(history) : earlier;
        scenario = history.scenario();
        seed = history.seed();
        start = history.start();
        population = new Population(history);
        shop = new Shop(
                scenario.markets().stream().map(Scenario.Market::ofShop).toList(),
                population,
                scenario.visits().cartKept(),
                state.shop);
        assortment = new Assortment(history);
        popularity = new Popularity(assortment, scenario.catalogue().zipf(), state.succeeded);
        tastes = new Tastes(history, population, popularity);
        searches = new Searches(assortment, popularity, scenario);
        experiments = new Experiments(history);
        intensity = new Intensity(history);
        staff = new Staff(scenario, new Shelves(scenario, seed, popularity, intensity), state.awaited);
        backOffice = new BackOffice(scenario, assortment, state.vendors);
        now = state.now;
        position = state.position;
        digest = new Digest(state.digest);
        sessions = state.sessions;
        agenda = new Agenda(state.agendaAt);
        for (Appointment appointment : state.agenda) {
            agenda.add(appointment.actor.in(this), appointment.due);
        }
        if (earlier == null) {
            begin();
        }
    }

    private void begin() {
        agenda.add(new Opening(assortment, Opening.State.NOTHING), now);
        Arrivals arrivals = new Arrivals(intensity, seed, now);
        agenda.add(arrivals, arrivals.first());
        for (Promoter promoter : Promoter.of(scenario, now)) {
            schedule(promoter, promoter.next(now));
        }
    }

    private static State nothing(History history) {
        Scenario scenario = history.scenario();
        return new State(
                history.start(),
                0,
                0,
                0,
                Shop.State.nothing(Population.numbers(scenario)),
                history.start(),
                List.of(),
                new int[0],
                new long[0],
                scenario.catalogue().vendors());
    }

    /** As it stands now, and stays so whatever happens to the world. */
    public State state() {
        List<Appointment> appointments = new ArrayList<>(agenda.size());
        for (Actor actor : agenda.actors()) {
            appointments.add(new Appointment(actor.due, actor.state(this)));
        }
        return new State(
                now,
                position,
                digest.value(),
                sessions,
                shop.state(),
                agenda.now(),
                appointments,
                popularity.succeeded(),
                staff.awaited(),
                backOffice.vendors());
    }

    /**
     * Lets everything happen that is due before {@code until}, but stops early once there are {@code enough} occurrences.
     *
     * @param out takes the occurrences, in the order of their positions
     * @return whether {@code until} was reached; if not, call again
     */
    public boolean advance(long until, int enough, List<Occurrence> out) {
        record = out;
        while (out.size() < enough) {
            Actor actor = agenda.poll(until);
            if (actor == null) {
                now = Math.max(now, until);
                return true;
            }
            now = actor.due;
            schedule(actor, actor.act(this));
        }
        return false;
    }

    /** The virtual instant that the world has reached, in milliseconds since 1970 UTC. */
    public long now() {
        return now;
    }

    /** The position of the last occurrence, or 0. */
    public long position() {
        return position;
    }

    /** The digest up to {@link #position()}. */
    public long digest() {
        return digest.value();
    }

    /** How many acts are still to come. */
    public int scheduled() {
        return agenda.size();
    }

    /** How many sessions have begun. */
    public long sessions() {
        return sessions;
    }

    public Intensity intensity() {
        return intensity;
    }

    Shop shop() {
        return shop;
    }

    Scenario scenario() {
        return scenario;
    }

    long seed() {
        return seed;
    }

    /** The first instant of the history. */
    long start() {
        return start;
    }

    Assortment assortment() {
        return assortment;
    }

    BackOffice backOffice() {
        return backOffice;
    }

    Population population() {
        return population;
    }

    Popularity popularity() {
        return popularity;
    }

    Tastes tastes() {
        return tastes;
    }

    Searches searches() {
        return searches;
    }

    Experiments experiments() {
        return experiments;
    }

    Staff staff() {
        return staff;
    }

    /** The number of a category that products are in, which is counted from 0 here. */
    int categoryNumber(int index) {
        return assortment.categoryNumber(index);
    }

    Dice dice(Id.Kind kind, long index, Dice.Stream stream) {
        return Dice.of(seed, kind, index, stream);
    }

    /** A shopper of this market comes in. */
    void admit(int market) {
        sessions++;
        Shopper shopper = Shopper.arrive(this, market, dice(Id.Kind.SESSION, sessions, Dice.Stream.BEHAVIOUR));
        schedule(shopper, shopper.nextMove(now));
        backOffice.plan(this, dice(Id.Kind.SESSION, sessions, Dice.Stream.MERCHANDISING));
    }

    /** Unless it is never due. */
    void schedule(Actor actor, long due) {
        if (due != Actor.NEVER) {
            agenda.add(actor, due);
        }
    }

    /** Gives a command to the shop and records what comes of it. */
    Decision perform(Command command) {
        Decision decision = shop.handle(command, now);
        if (decision instanceof Accepted accepted) {
            List<Event> events = accepted.events();
            for (int i = 0; i < events.size(); i++) {
                Event event = events.get(i);
                Id correlation = shop.correlation(accepted, i);
                digest.add(now, correlation, event);
                record.add(new Occurrence(++position, now, correlation, event, digest.value()));
                staff.react(this, event);
            }
        }
        return decision;
    }
}
