/** The world under examination: its chance, its time and its people. */
@NullMarked
package dev.faux.simulation;

import org.jspecify.annotations.NullMarked;
