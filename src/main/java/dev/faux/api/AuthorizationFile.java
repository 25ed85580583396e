package dev.faux.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * A file with a whole {@code Authorization:} line, for {@code curl -H @file}: a manager's token, renewed at each start and every
 * day. It is there only while nobody but this machine reaches the server, and nobody but its owner can read it.
 */
final class AuthorizationFile implements SmartLifecycle {

    static final Duration LIFETIME = Duration.ofDays(30);
    static final Duration RENEWAL = Duration.ofDays(1);

    private static final Logger LOG = LoggerFactory.getLogger(AuthorizationFile.class);

    private final ApiSettings settings;
    private final Tokens tokens;
    private @Nullable Disposable renewal;

    AuthorizationFile(ApiSettings settings, Tokens tokens) {
        this.settings = settings;
        this.tokens = tokens;
    }

    static Path in(Path home) {
        return home.resolve("authorization");
    }

    @Override
    public void start() {
        if (!settings.loopback()) {
            return;
        }
        write();
        renewal = renewals().subscribe();
    }

    @Override
    public void stop() {
        if (renewal != null) {
            renewal.dispose();
            renewal = null;
        }
    }

    @Override
    public boolean isRunning() {
        return renewal != null;
    }

    /** One that fails is tried again the next day: the old token is good for weeks. */
    Flux<Void> renewals() {
        return Flux.interval(RENEWAL, RENEWAL)
                .onBackpressureDrop()
                .concatMap(day -> Mono.<Void>fromRunnable(this::write)
                        .subscribeOn(Schedulers.boundedElastic())
                        .doOnError(e -> LOG.warn("cannot renew {}: {}", in(settings.home()), e.getMessage()))
                        .onErrorComplete());
    }

    private void write() {
        Path file = in(settings.home());
        String token = tokens.issue(DemoAccount.MANAGER.email(), DemoAccount.MANAGER.scope(), LIFETIME);
        try {
            Files.createDirectories(settings.home());
            OwnersFile.replace(file, "Authorization: Bearer " + token + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
