package dev.faux.api;

import java.net.InetAddress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the front door has to know.
 *
 * @param home the folder that keeps what has to outlive a restart
 * @param maxClients how many clients may listen to streams at once
 * @param loopback whether nobody but this machine can reach the server
 */
public record ApiSettings(Path home, int maxClients, boolean loopback) {

    public ApiSettings {
        if (maxClients < 1) {
            throw new IllegalArgumentException("faux.sse.max-clients is " + maxClients + ", expected at least 1");
        }
    }

    /** @param address that the server listens on; null for all that the machine has */
    public static ApiSettings of(Path home, int maxClients, @Nullable InetAddress address) {
        return new ApiSettings(home, maxClients, address != null && address.isLoopbackAddress());
    }
}
