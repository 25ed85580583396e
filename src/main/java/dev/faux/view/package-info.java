/** The readers that stay in the house and what can be asked of them in Postgres; depends on shop, log and dataset. */
@NullMarked
package dev.faux.view;

import org.jspecify.annotations.NullMarked;
