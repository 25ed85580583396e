package dev.faux.api;

import dev.faux.view.Events;
import dev.faux.view.OwnShop;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** What can be asked of the views, as long as there are any. */
@Component
class Views {

    private final ObjectProvider<Events> events;
    private final ObjectProvider<OwnShop> own;

    Views(ObjectProvider<Events> events, ObjectProvider<OwnShop> own) {
        this.events = events;
        this.own = own;
    }

    Events events() {
        return events.getIfAvailable(Views::off);
    }

    /** All datasets. */
    OwnShop own() {
        return own.getIfAvailable(Views::off);
    }

    private static <T> T off() {
        throw Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "nothing is stored to be asked: faux.view.enabled is false");
    }
}
