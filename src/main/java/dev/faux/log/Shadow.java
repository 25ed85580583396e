package dev.faux.log;

import dev.faux.simulation.Occurrence;
import dev.faux.simulation.World;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;

/**
 * A second world that follows the first at its leisure. That it comes to the same digest at the same position is a check on both
 * which never ends; while it does, it takes the snapshots, so that the first is never kept waiting for one.
 */
public final class Shadow {

    private static final Logger log = LoggerFactory.getLogger(Shadow.class);

    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final int STEP = 4_096;

    /** Where it has caught up, it takes snapshots so much closer: a restart has less to make again. */
    private static final int CLOSER = 8;

    /** But not more often than every so many times it follows. */
    private static final int TURNS = 60;

    private final HistoryLog events;
    private final Snapshots snapshots;
    private final long spacing;
    private final World world;
    private final List<Occurrence> occurrences = new ArrayList<>();
    private long kept;
    private int turnsSince;
    private volatile long agreed;
    private volatile @Nullable String difference;
    private @Nullable String trouble;

    /** @param spacing how many events lie between two snapshots, about */
    Shadow(HistoryLog events, Snapshots snapshots, long spacing, World world) {
        this.events = events;
        this.snapshots = snapshots;
        this.spacing = spacing;
        this.world = world;
        this.kept = world.position();
        this.agreed = world.position();
    }

    /** The last position at which both were seen to be the same. */
    public long agreed() {
        return agreed;
    }

    /** What is not the same, once anything is; nothing is compared from there on. */
    public @Nullable String difference() {
        return difference;
    }

    /** Begins, and goes on until it is disposed of. */
    public Disposable start(Scheduler scheduler) {
        return scheduler.schedulePeriodically(this::follow, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Goes to where the first is now, unless the thread is interrupted. */
    public void follow() {
        Head head = events.head();
        turnsSince++;
        while (difference == null
                && world.position() < head.position()
                && !Thread.currentThread().isInterrupted()) {
            long left = head.position() - world.position();
            world.advance(head.at() + 1, (int) Math.min(STEP, left), occurrences);
            if (occurrences.size() < Math.min(STEP, left) || world.position() >= head.position()) {
                compare(head);
            }
            occurrences.clear();
            if (sinceKept() >= spacing) {
                keep();
            }
        }
        if (difference == null && turnsSince >= TURNS && sinceKept() >= spacing / CLOSER) {
            keep();
        }
    }

    private long sinceKept() {
        return world.position() - kept;
    }

    private void compare(Head head) {
        if (world.position() == head.position() && world.digest() == head.digest()) {
            agreed = head.position();
        } else {
            difference = "at position %d the digest is %x, and made again it is %x at position %d"
                    .formatted(head.position(), head.digest(), world.digest(), world.position());
            log.error(
                    "The history cannot be made again as it was: {}. No more snapshots are taken; please report this with"
                            + " the recipe of the simulation",
                    difference);
        }
    }

    /** Takes a snapshot where it stands. What is in the way is told once for each trouble, until it is over. */
    public void keep() {
        kept = world.position();
        turnsSince = 0;
        try {
            snapshots.keep(world.state());
            trouble = null;
        } catch (IOException e) {
            if (!e.toString().equals(trouble)) {
                trouble = e.toString();
                log.warn("Cannot take a snapshot; without it, older events take longer to be made again: {}", trouble);
            }
        }
    }
}
