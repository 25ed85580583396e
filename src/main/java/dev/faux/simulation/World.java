package dev.faux.simulation;

import dev.faux.shop.CatalogueEvent.IntensityChanged;
import dev.faux.shop.Command;
import dev.faux.shop.Decision;
import dev.faux.shop.Decision.Accepted;
import dev.faux.shop.Digest;
import dev.faux.shop.Event;
import dev.faux.shop.Id;
import dev.faux.shop.Id.Kind;
import dev.faux.shop.Shop;
import dev.faux.simulation.Instruction.ChangeIntensity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One shop and all who have to do with it, in virtual time: a discrete-event simulation. It is advanced from outside and knows
 * no clock; how its time is cut into advances changes nothing. For one thread.
 */
public final class World {

    /** The version of this code's behaviour: raised with every change that makes other bytes of the same inputs. */
    public static final int MODEL = 4;

    private final History history;
    private final Scenario scenario;
    private final long seed;
    private final Shop shop;
    private final Agenda agenda;
    private final Population population;
    private final Assortment assortment;
    private final Popularity popularity;
    private final Tastes tastes;
    private final Searches searches;
    private final Experiments experiments;
    private final Persons persons;
    private final Journal journal;
    private final Staff staff;
    private final BackOffice backOffice;
    private final Digest digest;
    private long now;
    private long position;
    private long sessions;
    /** How many entries of the journal are behind. */
    private long taken;

    private Intensity intensity;
    private List<Occurrence> record = new ArrayList<>();

    /**
     * Everything that has become of a world: with the history it is in, enough to go on from there. Nothing but data.
     *
     * @param agendaAt the instant that the agenda has come to
     * @param agenda in the order in which they are entered
     * @param succeeded the places that products launched later have taken
     * @param awaited a bit for each shelf that goods are ordered for
     * @param vendors how many have joined
     * @param taken how many entries of the journal are behind
     * @param persons the people from outside who are customers
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
            int vendors,
            long taken,
            Intensity.Setting intensity,
            List<String> persons) {}

    private record Appointment(long due, Actor.State actor) {}

    /** A new one: everything is still to come, and nobody asks anything of it. */
    public World(History history) {
        this(history, Journal.EMPTY, null);
    }

    /** @param earlier of the same history and journal, to go on from; null for a new one */
    public World(History history, Journal journal, @Nullable State earlier) {
        this.history = history;
        this.journal = journal;
        State state = earlier == null ? nothing(history) : earlier;
        scenario = history.scenario();
        seed = history.seed();
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
        intensity = new Intensity(history, state.intensity);
        staff = new Staff(scenario, new Shelves(scenario, seed, popularity, intensity), state.awaited);
        backOffice = new BackOffice(scenario, assortment, state.vendors);
        now = state.now;
        position = state.position;
        digest = new Digest(state.digest);
        sessions = state.sessions;
        taken = state.taken;
        persons = new Persons(state.persons);
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
        // The catalogue stands at the first instant itself.
        letArrive(now + 1);
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
                scenario.catalogue().vendors(),
                0,
                Intensity.Setting.of(scenario.intensity()),
                List.of());
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
                backOffice.vendors(),
                taken,
                intensity.setting(),
                persons.names());
    }

    /**
     * Lets everything happen that is due before {@code until}, but stops early once there are {@code enough} occurrences. The
     * journal must have all entries from before {@code until}.
     *
     * @param out takes the occurrences, in the order of their positions
     * @return whether {@code until} was reached; if not, call again
     */
    public boolean advance(long until, int enough, List<Occurrence> out) {
        record = out;
        Journal.Entry next = journal.entry(taken);
        while (out.size() < enough) {
            Actor actor = agenda.poll(next == null ? until : Math.min(until, next.at()));
            if (actor != null) {
                now = actor.due;
                schedule(actor, actor.act(this));
            } else if (next != null && next.at() < until) {
                take(next);
                next = journal.entry(taken);
            } else {
                now = Math.max(now, until);
                return true;
            }
        }
        return false;
    }

    private void take(Journal.Entry entry) {
        if (entry.at() < now) {
            throw new IllegalArgumentException("entry " + taken + " of the journal is of "
                    + Instant.ofEpochMilli(entry.at()) + ", expected not before " + Instant.ofEpochMilli(now));
        }
        now = entry.at();
        journal.decided(taken++, follow(entry.instruction()));
    }

    private Decision follow(Instruction instruction) {
        return switch (instruction) {
            case Instruction.OfPerson ofPerson -> persons.follow(this, ofPerson);
            case ChangeIntensity change -> change(change);
        };
    }

    private Decision change(ChangeIntensity change) {
        Intensity.Setting setting = intensity.setting().with(change, now);
        intensity = new Intensity(history, setting);
        staff.shelves().expect(intensity);
        letArrive(now);
        return perform(new Command.ChangeIntensity(
                new IntensityChanged(setting.perMinute(), setting.hours(), setting.weekdays(), change.surge())));
    }

    /** From this instant on, as many as the intensity has it. */
    private void letArrive(long from) {
        Arrivals arrivals = new Arrivals(intensity, seed, from);
        schedule(arrivals, arrivals.first());
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

    /** How many entries of the journal are behind. */
    public long taken() {
        return taken;
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
        return history.start();
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

    Dice dice(Kind kind, long index, Dice.Stream stream) {
        return Dice.of(seed, kind, index, stream);
    }

    /** A shopper of this market comes in. */
    void admit(int market) {
        sessions++;
        Shopper shopper = Shopper.arrive(this, market, dice(Kind.SESSION, sessions, Dice.Stream.BEHAVIOUR));
        schedule(shopper, shopper.nextMove(now));
        backOffice.plan(this, dice(Kind.SESSION, sessions, Dice.Stream.MERCHANDISING));
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
