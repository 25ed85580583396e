package dev.faux.houserules.offenders;

public final class OrderHelper {}
