package dev.faux;

import dev.faux.emitter.Emitter;
import dev.faux.log.Delivery;
import dev.faux.log.Shadow;
import java.util.List;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Scheduler;

/** Opens the shop while the server starts, and closes it when the server ends. */
final class Opening implements SmartLifecycle {

    private final Emitter emitter;
    private final List<Delivery> deliveries;
    private final Shadow shadow;
    private final Scheduler shadowThread;
    private Disposable.Composite running = Disposables.composite();

    Opening(Emitter emitter, List<Delivery> deliveries, Shadow shadow, Scheduler shadowThread) {
        this.emitter = emitter;
        this.deliveries = deliveries;
        this.shadow = shadow;
        this.shadowThread = shadowThread;
    }

    @Override
    public synchronized void start() {
        running = Disposables.composite();
        deliveries.forEach(delivery -> running.add(delivery.start()));
        running.add(emitter.start());
        running.add(shadow.start(shadowThread));
    }

    @Override
    public synchronized void stop() {
        running.dispose();
    }

    @Override
    public synchronized boolean isRunning() {
        return running.size() > 0 && !running.isDisposed();
    }

    /** After what the readers need, before the doors. */
    @Override
    public int getPhase() {
        return 100;
    }
}
