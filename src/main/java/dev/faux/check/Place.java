package dev.faux.check;

/** Where in the log something was said. */
record Place(long position, String type) {

    static Place of(Event event) {
        return new Place(event.position, event.type().wireName());
    }
}
