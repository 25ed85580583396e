package dev.faux.cli;

import java.io.IOException;

/** Something that is done in the end, also where somebody ends the program before. */
final class AtExit implements AutoCloseable {

    private final Work work;
    private final Thread hook = new Thread(this::run, "at-exit");

    /** What is done. */
    interface Work {

        void run() throws IOException;
    }

    AtExit(Work work) {
        this.work = work;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void run() {
        try {
            work.run();
        } catch (IOException e) {
            System.err.println("This stays behind: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The hook does it.
            return;
        }
        run();
    }
}
