package dev.faux.houserules.rooms.attic;

final class Box {}
