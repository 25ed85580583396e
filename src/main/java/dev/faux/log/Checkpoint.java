package dev.faux.log;

/**
 * How far a reader has come, as it keeps it together with what it wrote.
 *
 * @param history the {@linkplain dev.faux.simulation.History#id() id} of the history that was read
 * @param position of the last event that was taken in, 0 before the first
 * @param digest the digest of the history up to there
 * @param since the position from which on events are wanted; what comes before only tells what they are about
 * @param count how many events there were since, up to the position, of the types that are wanted
 */
public record Checkpoint(String history, long position, long digest, long since, long count) {}
