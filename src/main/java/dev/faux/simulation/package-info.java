/** The world around the shop, in virtual time: who comes, what they want and when; depends on the shop. */
@NullMarked
package dev.faux.simulation;

import org.jspecify.annotations.NullMarked;
