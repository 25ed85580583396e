package dev.faux.emitter;

import dev.faux.shop.Decision;
import dev.faux.simulation.Journal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hears what comes of each entry of a journal. */
final class Outcomes implements Journal {

    final List<Decision> decisions = new ArrayList<>();
    private final Journal journal;

    Outcomes(Journal journal) {
        this.journal = journal;
    }

    @Override
    public @Nullable Entry entry(long number) {
        return journal.entry(number);
    }

    @Override
    public void decided(long number, Decision decision) {
        decisions.add(decision);
    }
}
