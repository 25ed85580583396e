@NullMarked
package dev.faux.houserules.rooms.shop;

import org.jspecify.annotations.NullMarked;
