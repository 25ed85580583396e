package dev.faux.houserules.offenders.util;

public final class Anything {}
