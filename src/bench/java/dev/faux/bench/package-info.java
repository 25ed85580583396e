@NullMarked
package dev.faux.bench;

import org.jspecify.annotations.NullMarked;
