package dev.faux.houserules.rooms.check;

import dev.faux.houserules.rooms.simulation.Scenario;
import dev.faux.houserules.rooms.simulation.World;

final class Partial {
    private Partial() {}

    static String rule(Scenario.Market market) {
        return market.code();
    }

    static int peek(World world) {
        return world.hour();
    }
}
