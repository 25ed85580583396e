/** The one pipeline from world to log, at the pace of the wall clock; depends on shop, simulation and log. */
@NullMarked
package dev.faux.emitter;

import org.jspecify.annotations.NullMarked;
