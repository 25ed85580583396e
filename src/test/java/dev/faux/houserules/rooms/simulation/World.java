package dev.faux.houserules.rooms.simulation;

public record World(int hour) {}
