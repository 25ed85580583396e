@NullMarked
package dev.faux.houserules.rooms;

import org.jspecify.annotations.NullMarked;
