package dev.faux.cli;

import dev.faux.cli.RunOptions.Range;
import dev.faux.log.Batch;
import dev.faux.log.JsonLines;
import dev.faux.log.Pages;
import dev.faux.log.PrivateEvents;
import dev.faux.log.Recipe;
import dev.faux.shop.Privacy;
import dev.faux.simulation.Occurrence;
import java.io.IOException;
import java.util.List;

/** Plays a range of a history to somebody: the caller's thread writes as lines what another one makes happen. */
final class Playback {

    private final Range range;
    private final Audience audience;
    private final JsonLines lines;
    private final PrivateEvents events;
    private long left;
    private boolean isWanted = true;

    private Playback(Recipe recipe, Range range, Privacy privacy, Audience audience) {
        this.range = range;
        this.audience = audience;
        events = new PrivateEvents(privacy, recipe.history().seed());
        lines = new JsonLines(recipe.history());
        left = range.limit();
    }

    /** Takes the lines of a range, in order. */
    interface Audience {

        /**
         * Takes the lines from one index to before another; the batch is good for the call only.
         *
         * @return whether it wants more
         */
        boolean take(Batch batch, int from, int to) throws IOException;
    }

    /** @param privacy how personal data are shown */
    static void play(Recipe recipe, Range range, Privacy privacy, Audience audience) throws IOException {
        Playback playback = new Playback(recipe, range, privacy, audience);
        if (range.limit() > 0) {
            new Pages(recipe, range.to(), playback::isBeforeRange).read(playback::read);
        }
    }

    private boolean isBeforeRange(List<Occurrence> page) {
        return page.getLast().position() < range.fromPosition()
                || page.getLast().at() < range.fromInstant();
    }

    private boolean read(List<Occurrence> page) throws IOException {
        left -= play(events.of(lines.lend(page)), left);
        return left > 0 && isWanted;
    }

    /** Plays what the range wants of a batch, at most so many lines, and says how many. */
    private long play(Batch batch, long most) throws IOException {
        long count = 0;
        int index = firstWanted(batch);
        while (index < batch.size() && count < most && isWanted) {
            int end = index;
            while (end < batch.size()
                    && count + end - index < most
                    && range.types().accepts(batch.type(end))) {
                end++;
            }
            if (end > index) {
                isWanted = audience.take(batch, index, end);
                count += end - index;
            }
            index = end + 1;
        }
        return count;
    }

    private int firstWanted(Batch batch) {
        int index = (int) Math.clamp(range.fromPosition() - batch.first(), 0, batch.size());
        while (index < batch.size() && batch.time(index) < range.fromInstant()) {
            index++;
        }
        return index;
    }
}
