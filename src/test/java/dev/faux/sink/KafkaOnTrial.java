package dev.faux.sink;

import dev.faux.log.Reader;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** A sink that writes to topics of its own, and what stands in them. */
public final class KafkaOnTrial implements AutoCloseable {

    private static final Duration LONG = Duration.ofDays(3650);

    private final KafkaSink sink;
    private final Topics topics;

    /** @param direct where the topics are read, past what is done to the sink */
    public KafkaOnTrial(String name, String bootstrapServers, String direct) {
        Map<String, String> settings = new HashMap<>();
        settings.put("sink.bootstrap-servers", bootstrapServers);
        settings.put("sink.prefix", name);
        settings.put("sink.partitions", "2");
        SinkSettings bound = new Binder(new MapConfigurationPropertySource(settings))
                .bind("sink", SinkSettings.class)
                .get();
        sink = new KafkaSink(name, bound, 42, LONG, LONG);
        topics = new Topics(direct, name);
    }

    public Reader reader() {
        return sink;
    }

    /** The events that are committed, as lines of JSON, by position. */
    public List<String> lines() {
        return topics.events().stream().map(each -> each.event().toString()).toList();
    }

    @Override
    public void close() {
        sink.close();
    }
}
