@NullMarked
package dev.faux.sink;

import org.jspecify.annotations.NullMarked;
