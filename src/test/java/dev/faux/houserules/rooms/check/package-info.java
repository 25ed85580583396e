@NullMarked
package dev.faux.houserules.rooms.check;

import org.jspecify.annotations.NullMarked;
