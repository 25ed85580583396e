/** The history as anybody reads it, from any position on, encoded once; depends on the shop and the simulation. */
@NullMarked
package dev.faux.log;

import org.jspecify.annotations.NullMarked;
