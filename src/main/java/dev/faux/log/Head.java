package dev.faux.log;

/**
 * How far a history has come.
 *
 * @param position of its last event, 0 before the first
 * @param at the virtual instant that has been reached, in milliseconds since 1970 UTC
 * @param digest the digest up to {@code position}
 */
public record Head(long position, long at, long digest) {}
