package dev.faux.simulation;

import dev.faux.shop.CatalogueEvent.PromotionStarted;
import dev.faux.shop.Command.EndPromotion;
import dev.faux.shop.Command.StartPromotion;
import dev.faux.shop.Decision;
import dev.faux.shop.Decision.Accepted;
import dev.faux.shop.Id.Kind;
import dev.faux.simulation.Dice.Stream;
import dev.faux.simulation.Scenario.Campaign;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Starts and ends one promotion of the scenario, as often as it comes. */
final class Promoter extends Actor {

    private static final long NONE = 0;

    private final int index;
    private final Scenario.Promotion rules;
    private final long start;
    private long running;

    private Promoter(Scenario scenario, long start, State state) {
        this.index = state.index;
        this.rules = scenario.promotions().get(index);
        this.start = start;
        this.running = state.running;
    }

    /**
     * @param index of the promotion in the scenario
     * @param running the number that it runs under, or 0
     */
    private record State(int index, long running) implements Actor.State {

        @Override
        public Actor in(World world) {
            return new Promoter(world.scenario(), world.start(), this);
        }
    }

    @Override
    State state(World world) {
        return new State(index, running);
    }

    /**
     * One for each promotion.
     *
     * @param start of the history
     */
    static List<Promoter> of(Scenario scenario, long start) {
        List<Promoter> all = new ArrayList<>();
        for (int i = 0; i < scenario.promotions().size(); i++) {
            all.add(new Promoter(scenario, start, new State(i, NONE)));
        }
        return all;
    }

    @Override
    long act(World world) {
        if (running != NONE) {
            world.perform(new EndPromotion(running));
            running = NONE;
            return next(world.now());
        }
        long end = world.now() + rules.lasts().toMillis();
        Decision decision = world.perform(new StartPromotion(rules.name(), rules.percent(), category(world), end));
        if (decision instanceof Accepted accepted && accepted.events().getFirst() instanceof PromotionStarted started) {
            running = started.promotion().id().number();
        }
        return end;
    }

    /** When it begins the next time, at this instant at the earliest, or never. */
    long next(long earliest) {
        return switch (rules.beginning()) {
            case Campaign.At at -> next(at.instant().toEpochMilli(), earliest);
            case Campaign.AfterStart after -> next(start + after.duration().toMillis(), earliest);
            case Campaign.Each each -> each.feast().next(earliest);
        };
    }

    private long next(long first, long earliest) {
        Duration every = rules.every();
        if (first >= earliest) {
            return first;
        }
        return every == null ? NEVER : first + Math.ceilDiv(earliest - first, every.toMillis()) * every.toMillis();
    }

    /** The number of the category that it is for, or 0 for all. */
    private int category(World world) {
        List<String> names = world.scenario().catalogue().categories().stream()
                .map(Scenario.Category::name)
                .toList();
        if (rules.category() == null) {
            return 0;
        }
        int index = rules.category().equals(Scenario.Promotion.ANY)
                ? world.dice(Kind.EVENT, world.position(), Stream.MERCHANDISING).below(names.size())
                : names.indexOf(rules.category());
        return world.categoryNumber(index);
    }
}
