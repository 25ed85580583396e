@NullMarked
package dev.faux.houserules.rooms.api;

import org.jspecify.annotations.NullMarked;
