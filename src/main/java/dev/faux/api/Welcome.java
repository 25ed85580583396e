package dev.faux.api;

import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells, once the server is ready, where it listens and which line to paste. */
@Component
public class Welcome {

    private static final Logger LOG = LoggerFactory.getLogger(Welcome.class);

    private final ApiSettings settings;
    private final boolean ownTokens;

    Welcome(ApiSettings settings, ObjectProvider<AuthorizationFile> file) {
        this.settings = settings;
        this.ownTokens = file.getIfAvailable() != null;
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        if (event.getApplicationContext() instanceof WebServerApplicationContext server
                && server.getWebServer() != null) {
            LOG.info("{}", text(server.getWebServer().getPort(), Path.of("")));
        }
    }

    /**
     * The lines.
     *
     * @param from the folder that the reader stands in
     */
    public String text(int port, Path from) {
        String address = "http://localhost:" + port;
        String stream = address + "/api/v1/events/stream";
        String first = "Faux listens on " + address + ", its pages are told at " + address + "/docs";
        if (!ownTokens) {
            return first + "\n  curl -N -H \"Authorization: Bearer $TOKEN\" " + stream;
        }
        if (!settings.loopback()) {
            return first + "\n  Other machines reach it, so it gives no tokens itself: name who does in "
                    + Access.ISSUER;
        }
        return first + "\n  curl -N -H @" + shown(AuthorizationFile.in(settings.home()), from) + " " + stream;
    }

    /** Short where it is below the folder that the reader stands in. */
    private static String shown(Path file, Path from) {
        Path here = from.toAbsolutePath().normalize();
        Path there = file.toAbsolutePath().normalize();
        String shown = (there.startsWith(here) ? here.relativize(there) : there).toString();
        return shown.matches("[A-Za-z0-9_./+-]+") ? shown : "'" + shown + "'";
    }
}
