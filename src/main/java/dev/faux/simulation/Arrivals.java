package dev.faux.simulation;

import dev.faux.shop.Id.Kind;

/**
 * Lets sessions begin as a non-homogeneous Poisson process: candidates at the highest rate of the hour, thinned by the rate at
 * their instant (Lewis and Shedler 1979). Each hour has dice of its own.
 */
final class Arrivals extends Actor {

    private final Intensity intensity;
    private final long seed;
    private double candidate;
    private long hourEnd;
    private Dice dice;
    private boolean arriving;

    Arrivals(Intensity intensity, long seed, long start) {
        this.intensity = intensity;
        this.seed = seed;
        // The catalogue stands at the start itself.
        this.candidate = start + 1;
        this.hourEnd = Intensity.endOfHour(start + 1);
        this.dice = diceFor(start);
    }

    private Arrivals(Intensity intensity, long seed, State state) {
        this.intensity = intensity;
        this.seed = seed;
        this.candidate = state.candidate;
        this.hourEnd = state.hourEnd;
        this.dice = state.dice.dice();
        this.arriving = state.arriving;
    }

    private record State(double candidate, long hourEnd, Dice.State dice, boolean arriving) implements Actor.State {

        @Override
        public Actor in(World world) {
            return new Arrivals(world.intensity(), world.seed(), this);
        }
    }

    @Override
    State state(World world) {
        return new State(candidate, hourEnd, dice.state(), arriving);
    }

    /** When to act first. */
    long first() {
        return next();
    }

    @Override
    long act(World world) {
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
        return Dice.of(seed, Kind.SESSION, Math.floorDiv(instant, Intensity.HOUR), Dice.Stream.ARRIVAL);
    }
}
