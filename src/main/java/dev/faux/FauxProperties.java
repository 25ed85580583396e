package dev.faux;

import dev.faux.api.ApiSettings;
import dev.faux.emitter.CommandDesk;
import dev.faux.log.HistoryLog;
import dev.faux.sink.SinkSettings;
import dev.faux.view.ViewSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * All of {@code faux.*} that says what the shop is and how it is kept; {@code application.yaml} comments on each.
 *
 * @param home the folder in which the shop lives
 * @param scenario a shipped scenario or the path of one; null for what the home was begun with, else {@code weekday}
 * @param seed null for what the home was begun with, else the scenario's
 * @param start null for what the home was begun with, else the scenario's, else {@code backfill} ago
 * @param backfill how much of its past a new shop makes first
 * @param catchUp bounds of making up for what was missed
 * @param commands bounds of what people ask of the shop
 * @param log bounds of the log
 * @param retention of what is stored; known here, so that no key but these is taken
 * @param view bounds of what is stored
 * @param api bounds of all other requests
 * @param sse bounds of streams
 * @param datasets bounds of the shops of other seeds
 * @param embeddedKafka of the profile that brings one
 * @param sinks who else is given the events, by name
 */
@ConfigurationProperties(value = "faux", ignoreUnknownFields = false)
record FauxProperties(
        Path home,
        @Nullable String scenario,
        @Nullable Long seed,
        @Nullable Instant start,
        Duration backfill,
        CatchUp catchUp,
        Commands commands,
        Log log,
        Duration retention,
        ViewSettings.View view,
        Api api,
        Sse sse,
        Datasets datasets,
        EmbeddedKafka embeddedKafka,
        @DefaultValue Map<String, SinkSettings> sinks) {

    FauxProperties {
        scenario = scenario == null || scenario.isBlank() ? null : scenario;
        if (backfill.isNegative()) {
            throw new IllegalArgumentException("faux.backfill is " + backfill + ", expected not less than 0");
        }
    }

    /** @param max the longest gap that a shop which was open before makes up for */
    record CatchUp(Duration max) {

        CatchUp {
            if (max.isNegative()) {
                throw new IllegalArgumentException("faux.catch-up.max is " + max + ", expected not less than 0");
            }
        }
    }

    /**
     * @param waiting how many may wait to be written down
     * @param keys how many of those that come with an Idempotency-Key are recognised when they come again
     */
    record Commands(int waiting, int keys) {

        Commands {
            if (waiting < 1 || keys < 0) {
                throw new IllegalArgumentException("faux.commands.waiting is " + waiting + " and faux.commands.keys is "
                        + keys + ", expected at least 1 and 0");
            }
        }

        CommandDesk.Bounds bounds() {
            return new CommandDesk.Bounds(waiting, keys);
        }
    }

    /**
     * @param window how much of the newest events is kept encoded
     * @param snapshots how much is kept of how the shop once stood
     * @param snapshotEvery how many events lie between two of those, about
     * @param maxReruns how many worlds make older events again
     * @param rerunPatience how long a reader of those waits for his turn
     */
    record Log(DataSize window, DataSize snapshots, long snapshotEvery, int maxReruns, Duration rerunPatience) {

        private static final DataSize LEAST = DataSize.ofMegabytes(16);

        Log {
            if (window.compareTo(LEAST) < 0) {
                throw new IllegalArgumentException("faux.log.window is " + window + ", expected at least " + LEAST);
            }
            if (snapshotEvery < 1_000) {
                throw new IllegalArgumentException(
                        "faux.log.snapshot-every is " + snapshotEvery + ", expected at least 1000");
            }
            if (maxReruns < 1 || maxReruns > 64) {
                throw new IllegalArgumentException("faux.log.max-reruns is " + maxReruns + ", expected 1 to 64");
            }
        }

        HistoryLog.Bounds bounds() {
            return new HistoryLog.Bounds(
                    window.toBytes(), snapshots.toBytes(), snapshotEvery, maxReruns, rerunPatience);
        }
    }

    /** @param shops of how many what came of them is kept */
    record Datasets(int shops) {

        Datasets {
            if (shops < 1) {
                throw new IllegalArgumentException("faux.datasets.shops is " + shops + ", expected at least 1");
            }
        }
    }

    /** @param maxConcurrent how many may be answered at once */
    record Api(int maxConcurrent) {}

    /** @param port where others find it, as {@code controllerPort} is where it finds itself; known here, so that they are taken */
    record EmbeddedKafka(int port, int controllerPort) {}

    /**
     * @param maxClients how many clients may listen to streams at once
     * @param gathering for how long at most events wait to be written together
     * @param patience how long a client may take nothing before he is let go
     */
    record Sse(int maxClients, Duration gathering, Duration patience) {

        ApiSettings.Streams bounds() {
            return new ApiSettings.Streams(maxClients, gathering, patience);
        }
    }
}
