package dev.faux.view;

/** A batch does not begin where the store ends: {@link EventStore#resumeAt} has to be asked. Nothing was changed. */
final class OutOfStep extends IllegalStateException {

    OutOfStep(long first, long stored) {
        super("the batch begins at position " + first + ", expected " + (stored + 1));
    }
}
