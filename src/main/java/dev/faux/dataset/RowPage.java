package dev.faux.dataset;

import dev.faux.shop.Fields.Described;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of a dataset, and where to go on.
 *
 * @param rows each made when it is read; for one thread
 * @param next what comes after, or null where nothing does
 */
public record RowPage(List<Described> rows, @Nullable String next) {}
