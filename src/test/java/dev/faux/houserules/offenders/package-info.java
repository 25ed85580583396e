/** Classes that break one rule each, in every method; nobody runs them. */
@NullMarked
package dev.faux.houserules.offenders;

import org.jspecify.annotations.NullMarked;
