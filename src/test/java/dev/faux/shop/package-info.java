/** The shop on trial, through its front door only. */
@NullMarked
package dev.faux.shop;

import org.jspecify.annotations.NullMarked;
