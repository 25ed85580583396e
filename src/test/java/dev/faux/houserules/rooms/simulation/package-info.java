@NullMarked
package dev.faux.houserules.rooms.simulation;

import org.jspecify.annotations.NullMarked;
