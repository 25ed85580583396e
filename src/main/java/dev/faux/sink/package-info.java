/** Readers of the log that leave the house: what happens in the shop, delivered to somebody else's system. */
@NullMarked
package dev.faux.sink;

import org.jspecify.annotations.NullMarked;
