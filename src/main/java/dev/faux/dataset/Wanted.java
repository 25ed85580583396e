package dev.faux.dataset;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a dataset are wanted.
 *
 * @param after what {@link RowPage#next} of the page before says, or null for the first
 * @param limit the most that are wanted
 * @param conditions what all of them fulfil
 */
public record Wanted(@Nullable String after, int limit, List<Condition> conditions) {

    /** What is asked of the text in a column. */
    public enum Test {
        IS("="),
        FROM(">="),
        BEFORE("<"),
        IS_NONE("is");

        private final String sql;

        Test(String sql) {
            this.sql = sql;
        }

        /** As it stands between a column and a value. */
        public String sql() {
            return sql;
        }
    }

    /** @param value what it is compared with, as text; null where it has to be none */
    public record Condition(
            String column, Test test, @Nullable String value) {}
}
