package dev.faux.sink;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Settings of a sink, as {@code faux.sinks.(name).*} would make them. */
public final class Settings {

    private Settings() {}

    public static SinkSettings of(Map<String, String> told) {
        Map<String, String> all = new HashMap<>();
        told.forEach((key, value) -> all.put("sink." + key, value));
        return new Binder(new MapConfigurationPropertySource(all)).bindOrCreate("sink", SinkSettings.class);
    }
}
