package dev.faux;

import dev.faux.log.Delivery;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;

/** How it stands with each of those who read the log for good. */
final class ReaderMetrics implements MeterBinder {

    private static final double MILLIS = 1_000;

    private final List<Delivery> deliveries;

    ReaderMetrics(List<Delivery> deliveries) {
        this.deliveries = deliveries;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        for (Delivery delivery : deliveries) {
            String name = delivery.reader().name();
            Gauge.builder("faux.reader.position", delivery, each -> each.state().position())
                    .description("The last event that is in")
                    .tag("reader", name)
                    .register(meters);
            Gauge.builder("faux.reader.lag.events", delivery, Delivery::lagEvents)
                    .description("Events that are not in")
                    .tag("reader", name)
                    .register(meters);
            Gauge.builder(
                            "faux.reader.lag.seconds",
                            delivery,
                            each -> each.lag().toMillis() / MILLIS)
                    .description("How far back in virtual time the reader stands")
                    .tag("reader", name)
                    .register(meters);
            Gauge.builder("faux.reader.well", delivery, each -> each.state().isWell() ? 1 : 0)
                    .description("1 while the reader takes what he is fed")
                    .tag("reader", name)
                    .register(meters);
        }
    }
}
