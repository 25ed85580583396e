package dev.faux.view;

import org.jspecify.annotations.Nullable;

/** Postgres cannot be asked now: it is still starting, or it was lost. It is worth trying again later. */
public final class ViewUnavailable extends RuntimeException {

    ViewUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
