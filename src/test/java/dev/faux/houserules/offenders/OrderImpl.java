package dev.faux.houserules.offenders;

public final class OrderImpl {}
