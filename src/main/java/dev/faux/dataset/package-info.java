/** The shop as tables: what there is of each kind of thing, as rows, as pages and as files; depends on shop, simulation and log. */
@NullMarked
package dev.faux.dataset;

import org.jspecify.annotations.NullMarked;
