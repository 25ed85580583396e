/** Everything that HTTP sees of Faux; may depend on every other room but those that write to the outside. */
@NullMarked
package dev.faux.api;

import org.jspecify.annotations.NullMarked;
