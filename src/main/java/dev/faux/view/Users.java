package dev.faux.view;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Customers as they are now. Every answer fails with {@link ViewUnavailable} while Postgres cannot be asked; a cancelled one
 * gives its connection back.
 */
public class Users {

    private final Database database;

    Users(Database database) {
        this.database = database;
    }

    /**
     * Ordered by id.
     *
     * @param after the last id of the page before, or null for the first page
     * @param limit the most that are wanted
     */
    public Flux<User> page(@Nullable UUID after, int limit) {
        return database.askAll(
                client -> client.sql("select * from users where user_id > :after order by user_id limit :limit")
                        .bind("after", after == null ? Cells.FIRST : after)
                        .bind("limit", limit)
                        .map(Users::user)
                        .all());
    }

    public Mono<User> find(UUID id) {
        return database.ask(client -> client.sql("select * from users where user_id = :id")
                .bind("id", id)
                .map(Users::user)
                .one());
    }

    private static User user(Readable row) {
        Cells cells = new Cells(row);
        return new User(
                cells.uuid("user_id"),
                cells.text("email"),
                cells.text("username"),
                cells.text("first_name"),
                cells.text("last_name"),
                cells.text("phone_number"),
                cells.text("address"),
                cells.text("city"),
                cells.text("state"),
                cells.text("postal_code"),
                cells.text("country"),
                cells.text("market"),
                cells.get("birth_date", LocalDate.class),
                cells.text("segment"),
                cells.get("loyalty_points", Long.class),
                cells.get("email_consent", Boolean.class),
                cells.get("sms_consent", Boolean.class),
                cells.get("profiling_consent", Boolean.class),
                cells.instant("created_at"));
    }
}
