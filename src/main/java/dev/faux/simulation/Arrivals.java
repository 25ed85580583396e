package dev.faux.simulation;

import dev.faux.shop.Id.Kind;

/**
 * Lets sessions begin as a non-homogeneous Poisson process: candidates at the highest rate of the hour, thinned by the rate at
 * their instant (Lewis and Shedler 1979). Each hour has dice of its own. Where the intensity is changed, others take over from there:
 * what is still to come of such a process does not depend on what has been.
 */
final class Arrivals extends Actor {

    private final Intensity intensity;
    private final int changes;
    private final long seed;
    private double candidate;
    private long hourEnd;
    private Dice dice;
    private boolean arriving;

    /** @param from the first instant at which anybody may come */
    Arrivals(Intensity intensity, long seed, long from) {
        this.intensity = intensity;
        this.changes = intensity.setting().changes();
        this.seed = seed;
        this.candidate = from;
        this.hourEnd = Intensity.endOfHour(from);
        this.dice = diceFor(from);
    }

    private Arrivals(Intensity intensity, long seed, State state) {
        this.intensity = intensity;
        this.changes = state.changes;
        this.seed = seed;
        this.candidate = state.candidate;
        this.hourEnd = state.hourEnd;
        this.dice = state.dice.dice();
        this.arriving = state.arriving;
    }

    /** @param changes of the intensity, when they began */
    private record State(int changes, double candidate, long hourEnd, Dice.State dice, boolean arriving)
            implements Actor.State {

        @Override
        public Actor in(World world) {
            return new Arrivals(world.intensity(), world.seed(), this);
        }
    }

    @Override
    State state(World world) {
        return new State(changes, candidate, hourEnd, dice.state(), arriving);
    }

    /** When to act first. */
    long first() {
        return next();
    }

    @Override
    long act(World world) {
        if (changes != world.intensity().setting().changes()) {
            return NEVER;
        }
        if (arriving) {
            world.admit(intensity.market(world.now(), dice.unit()));
        }
        return next();
    }

    /** The next arrival, or the end of the hour if none comes before. */
    private long next() {
        double bound = intensity.boundWithinHour((long) candidate);
        while (bound > 0) {
            candidate += dice.exponential(1 / bound);
            if (candidate >= hourEnd) {
                break;
            }
            if (dice.unit() * bound < intensity.at((long) candidate)) {
                arriving = true;
                return (long) candidate;
            }
        }
        arriving = false;
        candidate = hourEnd;
        dice = diceFor(hourEnd);
        hourEnd += Intensity.HOUR;
        return (long) candidate;
    }

    private Dice diceFor(long instant) {
        long hour = Math.floorDiv(instant, Intensity.HOUR);
        return Dice.of(seed, Kind.SESSION, (long) changes << Integer.SIZE ^ hour, Dice.Stream.ARRIVAL);
    }
}
