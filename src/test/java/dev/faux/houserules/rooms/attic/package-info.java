@NullMarked
package dev.faux.houserules.rooms.attic;

import org.jspecify.annotations.NullMarked;
