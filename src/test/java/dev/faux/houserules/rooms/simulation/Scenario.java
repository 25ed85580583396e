package dev.faux.houserules.rooms.simulation;

public record Scenario(String name) {
    public record Market(String code) {}
}
