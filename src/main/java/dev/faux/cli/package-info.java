/** The commands that need no server; depends on shop, simulation, log, emitter and check. */
@NullMarked
package dev.faux.cli;

import org.jspecify.annotations.NullMarked;
