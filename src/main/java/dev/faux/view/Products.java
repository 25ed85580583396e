package dev.faux.view;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The catalogue as it is now, and by their ids those that were in it. Every answer fails with {@link ViewUnavailable} while Postgres cannot be asked; a cancelled one
 * gives its connection back.
 */
public class Products {

    private final Database database;

    Products(Database database) {
        this.database = database;
    }

    /**
     * Those that are sold, ordered by id.
     *
     * @param after the last id of the page before, or null for the first page
     * @param limit the most that are wanted
     */
    public Flux<Product> page(@Nullable UUID after, int limit) {
        return database.askAll(client -> client.sql(
                        "select * from products where product_id > :after and retired_at is null order by product_id"
                                + " limit :limit")
                .bind("after", after == null ? Cells.FIRST : after)
                .bind("limit", limit)
                .map(Products::product)
                .all());
    }

    public Mono<Product> find(UUID id) {
        return database.ask(client -> client.sql("select * from products where product_id = :id")
                .bind("id", id)
                .map(Products::product)
                .one());
    }

    private static Product product(Readable row) {
        Cells cells = new Cells(row);
        return new Product(
                cells.uuid("product_id"),
                cells.text("sku"),
                cells.text("name"),
                cells.uuid("category_id"),
                cells.uuid("vendor_id"),
                cells.money("unit_price"),
                cells.text("currency"),
                cells.instant("created_at"),
                row.get("retired_at", Instant.class));
    }
}
