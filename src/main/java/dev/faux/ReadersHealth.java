package dev.faux;

import dev.faux.log.Delivery;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** How it stands with each of those who read the log for good. One who fails harms nobody, so the server is well all the same. */
final class ReadersHealth implements HealthIndicator {

    private final List<Delivery> deliveries;

    ReadersHealth(List<Delivery> deliveries) {
        this.deliveries = deliveries;
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up();
        deliveries.forEach(each -> health.withDetail(each.reader().name(), told(each)));
        return health.build();
    }

    private static Map<String, Object> told(Delivery delivery) {
        Delivery.State state = delivery.state();
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("state", state.status().name().toLowerCase(Locale.ROOT));
        told.put("position", state.position());
        told.put("lagEvents", delivery.lagEvents());
        told.put("lag", delivery.lag().toString());
        if (state.failure() != null) {
            told.put("failure", String.valueOf(state.failure().getMessage()));
        }
        return told;
    }
}
