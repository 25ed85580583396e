package dev.faux.view;

import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTimeoutException;
import io.r2dbc.spi.R2dbcTransientResourceException;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import reactor.pool.PoolAcquirePendingLimitException;
import reactor.pool.PoolAcquireTimeoutException;
import reactor.pool.PoolShutdownException;

/** Tells a Postgres that cannot be asked from a question that was wrong. */
final class Outage {

    private static final String OPERATOR_INTERVENTION = "57";
    private static final String INSUFFICIENT_RESOURCES = "53";

    private Outage() {}

    static boolean is(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (isItself(each)) {
                return true;
            }
        }
        return false;
    }

    /** What a failure says that has others wrapped around it by a library; a failure of ours says all there is to say. */
    static String rootWords(Throwable failure) {
        Throwable root = failure;
        while (!(root instanceof IOException) && root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    static ViewUnavailable unavailable(Throwable failure) {
        Throwable told =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return new ViewUnavailable("Postgres cannot be asked: " + told.getMessage(), told);
    }

    private static boolean isItself(Throwable failure) {
        return switch (failure) {
            case R2dbcTransientResourceException e -> true;
            case R2dbcNonTransientResourceException e -> true;
            case R2dbcTimeoutException e -> true;
            case R2dbcException e -> isOutage(e.getSqlState());
            case PoolAcquireTimeoutException e -> true;
            case PoolAcquirePendingLimitException e -> true;
            case PoolShutdownException e -> true;
            case IOException e -> true;
            case TimeoutException e -> true;
            default -> false;
        };
    }

    private static boolean isOutage(@Nullable String sqlState) {
        return sqlState != null
                && (sqlState.startsWith(OPERATOR_INTERVENTION) || sqlState.startsWith(INSUFFICIENT_RESOURCES));
    }
}
