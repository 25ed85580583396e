/** What the code of Faux must not do, and offenders that prove each ban able to find them. */
@NullMarked
package dev.faux.houserules;

import org.jspecify.annotations.NullMarked;
