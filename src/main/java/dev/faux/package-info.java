/** The front door: launches a command or the server. */
@NullMarked
package dev.faux;

import org.jspecify.annotations.NullMarked;
