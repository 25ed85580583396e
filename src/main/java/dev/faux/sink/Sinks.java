package dev.faux.sink;

import dev.faux.log.Reader;
import dev.faux.log.WrongSetting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The sinks that were asked for; closed with the shop. */
public final class Sinks implements AutoCloseable {

    /** Names that say something else. */
    private static final Set<String> TAKEN = Set.of("view");

    private final List<KafkaSink> kafka = new ArrayList<>();

    /**
     * @param settings by the names of the sinks
     * @param seed of the history
     * @param kept how long what is sent is kept there by what we make, after it happened
     * @param stay how long the state of an order stays after its end
     * @throws WrongSetting where one asks for what there is not
     */
    public static Sinks of(Map<String, SinkSettings> settings, long seed, Duration kept, Duration stay) {
        Sinks sinks = new Sinks();
        settings.forEach((name, each) -> sinks.add(name, each, seed, kept, stay));
        return sinks;
    }

    private void add(String name, SinkSettings settings, long seed, Duration kept, Duration stay) {
        if (TAKEN.contains(name)) {
            throw new WrongSetting(
                    "faux.sinks." + name + ": the name belongs to the database of the shop, expected another one");
        }
        String kind = settings.kind() == null ? name : settings.kind();
        if (!kind.equals("kafka")) {
            throw new WrongSetting("faux.sinks." + name + ".kind is " + kind + ", expected kafka");
        }
        kafka.add(new KafkaSink(name, settings, seed, kept, stay));
    }

    public List<Reader> readers() {
        return List.copyOf(kafka);
    }

    @Override
    public void close() {
        kafka.forEach(KafkaSink::close);
    }
}
