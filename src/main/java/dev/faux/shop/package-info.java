/** The shop as a pure state machine: commands in, events or refusals out; depends on nothing. */
@NullMarked
package dev.faux.shop;

import org.jspecify.annotations.NullMarked;
