package dev.faux.sink;

import dev.faux.log.From;
import dev.faux.log.Route;
import dev.faux.log.TypeFilter;
import dev.faux.log.WrongSetting;
import dev.faux.shop.Privacy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * One of {@code faux.sinks.*}.
 *
 * @param kind what it is; null where its name says so
 * @param types of the events that it is given, names or globs; none means all
 * @param from where it begins, the first time: {@code start}, {@code now}, a position or an instant
 * @param limit after how many events it ends, or null for never
 * @param mangle what is spoilt on purpose, or null for nothing
 * @param pii how personal data are shown: full, anonymised or gdpr-test
 * @param bootstrapServers of Kafka: where its brokers are
 * @param prefix of Kafka and Kinesis: what the names of topics or streams begin with
 * @param partitions of Kafka: how many a topic is made with
 * @param createTopics of Kafka: whether topics that are missing are made
 * @param exactlyOnce of Kafka: whether events are sent in transactions; if not, some come twice after a crash
 * @param state of Kafka: whether customers, products and orders are sent as they stand, too
 * @param url of Postgres: where the database is, as R2DBC has it
 * @param username of Postgres, unless the URL has it
 * @param password of Postgres, unless the URL has it
 * @param properties of Kafka: settings of its own client, such as security.protocol
 * @param region of Kinesis: of AWS; null for what its own settings say
 * @param endpoint of Kinesis: where it is, unless it is the one of AWS
 * @param shards of Kinesis: how many a stream is made with
 * @param createStreams of Kinesis: whether streams that are missing are made
 * @param folder of files: where they are
 * @param rollSize of files: how much one holds at most, before compression
 * @param rollEvery of files: how much virtual time one spans at most
 * @param gzip of files: whether they are compressed
 */
public record SinkSettings(
        @Nullable String kind,
        @DefaultValue List<String> types,
        @DefaultValue("start") String from,
        @Nullable Long limit,
        @Nullable MangleSettings mangle,
        @DefaultValue("full") String pii,
        @Nullable String bootstrapServers,
        @DefaultValue("faux") String prefix,
        @DefaultValue("6") int partitions,
        @DefaultValue("true") boolean createTopics,
        @DefaultValue("true") boolean exactlyOnce,
        @DefaultValue("true") boolean state,
        @Nullable String url,
        @Nullable String username,
        @Nullable String password,
        @DefaultValue Map<String, String> properties,
        @Nullable String region,
        @Nullable URI endpoint,
        @DefaultValue("2") int shards,
        @DefaultValue("true") boolean createStreams,
        @Nullable Path folder,
        @DefaultValue("128MB") DataSize rollSize,
        @DefaultValue("1h") Duration rollEvery,
        @DefaultValue("false") boolean gzip) {

    /** @throws WrongSetting where one of them asks for what there is not */
    public Route route(String sink) {
        String keys = "faux.sinks." + sink + '.';
        TypeFilter wanted = read(keys + "types: ", () -> TypeFilter.of(types));
        From begin = read(keys + "from ", () -> From.of(from));
        return read(keys, () -> new Route(wanted, begin, limit == null ? Long.MAX_VALUE : limit));
    }

    /** @throws WrongSetting where there is none of this name */
    public Privacy privacy(String sink) {
        return read("faux.sinks." + sink + '.', () -> Privacy.of(pii));
    }

    private static <T> T read(String key, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new WrongSetting(key + e.getMessage(), e);
        }
    }
}
