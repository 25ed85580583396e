package dev.faux.view;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What of {@code faux.*} is about the views.
 *
 * @param home where the Postgres of our own keeps its data, in the folder {@code postgres}
 * @param retention how long events are stored, by whole days; an order that has ended stays as long after the last
 *     event about it, and a visit after its end
 * @param view the bounds of the views
 */
@ConfigurationProperties("faux")
public record ViewSettings(
        @DefaultValue(".faux") Path home,
        @DefaultValue("7d") Duration retention,
        @DefaultValue View view) {

    public ViewSettings {
        if (retention.compareTo(Duration.ofHours(1)) < 0) {
            throw new IllegalArgumentException("faux.retention is " + retention + ", expected at least an hour");
        }
    }

    /**
     * @param enabled whether there are views at all; without them no Postgres is started
     * @param connections the most queries that are answered at a time
     * @param waiting the most queries that wait for one of the connections; more are refused at once
     * @param acquireTimeout how long a query waits for a connection
     * @param queryTimeout how long a query may take
     * @param writeTimeout how long one statement of a writing may take
     */
    public record View(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("8") int connections,
            @DefaultValue("1000") int waiting,
            @DefaultValue("5s") Duration acquireTimeout,
            @DefaultValue("20s") Duration queryTimeout,
            @DefaultValue("2m") Duration writeTimeout) {

        public View {
            if (connections < 1 || connections > 30) {
                throw new IllegalArgumentException("faux.view.connections is " + connections + ", expected 1 to 30");
            }
        }
    }
}
