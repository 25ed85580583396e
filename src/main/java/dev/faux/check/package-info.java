/** An outsider's judgement of a history, from its encoded events alone; of Faux it knows only the scenario. */
@NullMarked
package dev.faux.check;

import org.jspecify.annotations.NullMarked;
