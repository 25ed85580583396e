package dev.faux.view;

import java.time.Instant;

/**
 * One event as it is stored.
 *
 * @param position its place in the history, from 1
 * @param occurredAt the virtual instant at which it happened; never decreases with the position
 * @param body the line of JSON, byte for byte as every other reader is given it, without a line feed
 */
public record StoredEvent(long position, Instant occurredAt, String body) {}
