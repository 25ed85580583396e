package dev.faux.houserules.rooms.api;

import dev.faux.houserules.rooms.simulation.World;

public record Page(World allowed) {}
