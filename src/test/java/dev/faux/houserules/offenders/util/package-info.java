/** A package named for its layer. */
@NullMarked
package dev.faux.houserules.offenders.util;

import org.jspecify.annotations.NullMarked;
