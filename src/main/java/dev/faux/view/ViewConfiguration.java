package dev.faux.view;

import dev.faux.log.EventLog;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.r2dbc.pool.PoolMetrics;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The views, unless {@code faux.view.enabled} is false; in a Postgres of our own, unless {@code spring.r2dbc.url} names another. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "faux.view.enabled", matchIfMissing = true)
@EnableConfigurationProperties(ViewSettings.class)
class ViewConfiguration {

    @Bean
    PostgresServer postgresServer(
            ViewSettings settings,
            @Value("${spring.r2dbc.url:#{null}}") @Nullable String url,
            @Value("${spring.r2dbc.username:#{null}}") @Nullable String username,
            @Value("${spring.r2dbc.password:#{null}}") @Nullable String password) {
        return url == null || url.isBlank()
                ? new EmbeddedPostgresServer(settings.home().resolve(EmbeddedPostgresServer.FOLDER))
                : new ForeignPostgres(PostgresAddress.of("spring.r2dbc.url", url, username, password));
    }

    @Bean(destroyMethod = "stop")
    Database database(PostgresServer server, ViewSettings settings) {
        return new Database(server, settings.view());
    }

    @Bean
    EventStore eventStore(Database database, ViewSettings settings) {
        return new EventStore(database, settings.retention());
    }

    @Bean
    Events events(Database database) {
        return new Events(database);
    }

    @Bean
    OwnShop ownShop(Database database, EventLog log) {
        return new OwnShop(database, log.historyId());
    }

    /** Its name without the suffix is what health calls it. */
    @Bean
    ViewHealth viewHealthIndicator(Database database) {
        return new ViewHealth(database);
    }

    @Bean
    MeterBinder viewConnections(Database database) {
        return registry -> {
            connections("used", database, PoolMetrics::acquiredSize).register(registry);
            connections("idle", database, PoolMetrics::idleSize).register(registry);
            Gauge.builder("faux.view.waiting", database, from -> measure(from, PoolMetrics::pendingAcquireSize))
                    .description("Queries that wait for a connection to Postgres")
                    .register(registry);
        };
    }

    private static Gauge.Builder<Database> connections(
            String state, Database database, ToDoubleFunction<PoolMetrics> size) {
        return Gauge.builder("faux.view.connections", database, from -> measure(from, size))
                .description("Connections to Postgres for queries")
                .tag("state", state);
    }

    private static double measure(Database database, ToDoubleFunction<PoolMetrics> size) {
        return database.metrics().map(size::applyAsDouble).orElse(0.0);
    }
}
