package dev.faux.emitter;

import java.util.Properties;

/**
 * How virtual time goes by: at {@code speed} times the wall clock's, from where both stood at an anchor; or not at all. Instants are
 * in milliseconds since 1970 UTC. It decides when something is seen, never what.
 *
 * @param isPaused whether virtual time stands still at its anchor
 */
public record Pace(long virtualAnchor, long wallAnchor, double speed, boolean isPaused) {

    /** The slowest and the fastest that makes sense. */
    public static final double LEAST = 0.001;

    public static final double MOST = 100_000;

    /** As the wall clock has it. */
    public static final Pace LIVE = new Pace(0, 0, 1, false);

    public Pace {
        if (!(speed >= LEAST && speed <= MOST)) {
            throw new IllegalArgumentException("speed is " + speed + ", expected " + LEAST + " to " + (long) MOST);
        }
    }

    static Pace of(Properties told) {
        return new Pace(
                Long.parseLong(told.getProperty("virtual_anchor")),
                Long.parseLong(told.getProperty("wall_anchor")),
                Double.parseDouble(told.getProperty("speed")),
                Boolean.parseBoolean(told.getProperty("paused")));
    }

    /** As it is kept. */
    Properties told() {
        Properties told = new Properties();
        told.setProperty("virtual_anchor", Long.toString(virtualAnchor));
        told.setProperty("wall_anchor", Long.toString(wallAnchor));
        told.setProperty("speed", Double.toString(speed));
        told.setProperty("paused", Boolean.toString(isPaused));
        return told;
    }

    /** The virtual instant at an instant of the wall clock. */
    public long virtual(long wall) {
        return isPaused ? virtualAnchor : virtualAnchor + (long) (speed * (wall - wallAnchor));
    }

    /** Whether virtual time is the wall clock's. */
    public boolean isLive() {
        return !isPaused && speed == 1 && virtualAnchor == wallAnchor;
    }

    /** Virtual time stands still from now on. */
    Pace paused(long wall) {
        return new Pace(virtual(wall), wall, speed, true);
    }

    /** Virtual time goes on. A shop that went with the wall clock was open meanwhile, and makes up for it. */
    Pace resumed(long wall) {
        return isPaused ? going(wall, speed) : this;
    }

    /** Virtual time goes by so many times as fast from now on. */
    Pace at(double other, long wall) {
        return isPaused ? new Pace(virtualAnchor, wall, other, true) : going(wall, other);
    }

    private Pace going(long wall, double next) {
        long virtual = virtual(wall);
        return next == 1 && virtual <= wall ? LIVE : new Pace(virtual, wall, next, false);
    }
}
