package dev.faux.api;

import dev.faux.view.Events;
import dev.faux.view.Orders;
import dev.faux.view.OwnShop;
import dev.faux.view.Products;
import dev.faux.view.Users;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** What can be asked of the views, as long as there are any. */
@Component
class Views {

    private final ObjectProvider<Events> events;
    private final ObjectProvider<Users> users;
    private final ObjectProvider<Products> products;
    private final ObjectProvider<Orders> orders;
    private final ObjectProvider<OwnShop> own;

    Views(
            ObjectProvider<Events> events,
            ObjectProvider<Users> users,
            ObjectProvider<Products> products,
            ObjectProvider<Orders> orders,
            ObjectProvider<OwnShop> own) {
        this.events = events;
        this.users = users;
        this.products = products;
        this.orders = orders;
        this.own = own;
    }

    Events events() {
        return events.getIfAvailable(Views::off);
    }

    Users users() {
        return users.getIfAvailable(Views::off);
    }

    Products products() {
        return products.getIfAvailable(Views::off);
    }

    Orders orders() {
        return orders.getIfAvailable(Views::off);
    }

    /** All datasets. */
    OwnShop own() {
        return own.getIfAvailable(Views::off);
    }

    private static <T> T off() {
        throw Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "nothing is stored to be asked: faux.view.enabled is false");
    }
}
