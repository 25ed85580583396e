package dev.faux.api;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the front door has to know.
 *
 * @param home the folder that keeps what has to outlive a restart
 * @param maxConcurrent how many requests may be answered at once, not counting streams
 * @param streams bounds of streams
 * @param loopback whether nobody but this machine can reach the server
 */
public record ApiSettings(Path home, int maxConcurrent, Streams streams, boolean loopback) {

    public ApiSettings {
        if (maxConcurrent < 1) {
            throw new IllegalArgumentException("faux.api.max-concurrent is " + maxConcurrent + ", expected at least 1");
        }
    }

    /**
     * @param maxClients how many clients may listen at once
     * @param gathering for how long at most events wait to be written together
     * @param patience how long a client may take nothing before he is let go
     */
    public record Streams(int maxClients, Duration gathering, Duration patience) {

        public Streams {
            if (maxClients < 1) {
                throw new IllegalArgumentException("faux.sse.max-clients is " + maxClients + ", expected at least 1");
            }
            if (gathering.isNegative()) {
                throw new IllegalArgumentException("faux.sse.gathering is " + gathering + ", expected not less than 0");
            }
            if (!patience.isPositive()) {
                throw new IllegalArgumentException("faux.sse.patience is " + patience + ", expected more than 0");
            }
        }
    }

    /** @param address that the server listens on; null for all that the machine has */
    public static ApiSettings of(Path home, int maxConcurrent, Streams streams, @Nullable InetAddress address) {
        return new ApiSettings(home, maxConcurrent, streams, address != null && address.isLoopbackAddress());
    }
}
