package dev.faux.houserules.rooms;

/** The front of a house whose rooms do not keep to the plan. */
public final class Front {}
