@NullMarked
package dev.faux.houserules.rooms.view;

import org.jspecify.annotations.NullMarked;
