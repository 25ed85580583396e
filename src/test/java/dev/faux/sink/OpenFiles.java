package dev.faux.sink;

import dev.faux.log.Batch;
import dev.faux.log.Checkpoint;
import dev.faux.log.Reader.Portion;
import dev.faux.log.Route;
import dev.faux.simulation.History;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** A folder and the sinks that write to it, as settings make them. */
final class OpenFiles implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofMinutes(1);

    final Path folder;
    private final History history;
    private final List<FilesSink> sinks = new ArrayList<>();

    OpenFiles(Path folder, History history) {
        this.folder = folder;
        this.history = history;
    }

    /** Another run, with these of {@code faux.sinks.files.*}. */
    FilesSink sink(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.putIfAbsent("folder", folder.toString());
        FilesSink sink = new FilesSink("files", Settings.of(all), history.seed());
        sinks.add(sink);
        return sink;
    }

    /** Goes on where the sink is, with what it has to see again first. */
    void deliver(FilesSink sink, List<Batch> batches) {
        Checkpoint kept = sink.resumeAt().block(PATIENCE);
        if (kept != null) {
            recall(sink, batches, kept);
        }
        sink.readAll(Flux.fromIterable(portions(sink.route(), batches, kept))).blockLast(PATIENCE);
    }

    private static void recall(FilesSink sink, List<Batch> batches, Checkpoint kept) {
        List<Batch> before = batches.stream()
                .filter(batch -> batch.first() <= kept.position())
                .map(batch -> batch.to(kept.position()))
                .toList();
        Batch last = before.getLast();
        long oldest = last.time(last.size() - 1) - sink.memory().toMillis();
        for (Batch batch : before) {
            for (int i = 0; i < batch.size(); i++) {
                if (batch.time(i) >= oldest) {
                    sink.recall(batch.slice(i, i + 1));
                }
            }
        }
    }

    /** What is not in yet, up to the limit. */
    List<Portion> portions(Route route, List<Batch> batches, @Nullable Checkpoint kept) {
        List<Portion> portions = new ArrayList<>();
        long position = kept == null ? 0 : kept.position();
        long count = kept == null ? 0 : kept.count();
        for (Batch batch : batches) {
            if (batch.last() <= position || count >= route.limit()) {
                continue;
            }
            Batch rest = batch.from(position + 1);
            int taken = 0;
            while (taken < rest.size() && count < route.limit()) {
                count += route.wants(rest, taken++, 1) ? 1 : 0;
            }
            Batch given = rest.slice(0, taken);
            portions.add(
                    new Portion(given, new Checkpoint(history.id(), given.last(), given.digest(taken - 1), 1, count)));
        }
        return portions;
    }

    /** The same events in other batches. */
    static List<Batch> cut(List<Batch> batches, int most, long seed) {
        Random random = new Random(seed);
        List<Batch> cut = new ArrayList<>();
        for (Batch batch : batches) {
            int from = 0;
            while (from < batch.size()) {
                int to = Math.min(batch.size(), from + 1 + random.nextInt(most));
                cut.add(batch.slice(from, to));
                from = to;
            }
        }
        return cut;
    }

    /** What the files are to be, told by somebody who only knows the rule. The last one is open. */
    SortedMap<String, byte[]> expected(List<Batch> batches, long rollBytes, Duration rollEvery) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        ByteArrayOutputStream open = new ByteArrayOutputStream();
        String name = "";
        long hour = 0;
        for (Batch batch : batches) {
            for (int i = 0; i < batch.size(); i++) {
                int length = batch.end(i) - batch.start(i);
                long its = batch.time(i) / rollEvery.toMillis();
                if (name.isEmpty() || open.size() + length > rollBytes || its != hour) {
                    if (!name.isEmpty()) {
                        files.put(name, open.toByteArray());
                    }
                    open.reset();
                    name = "files-" + history.id() + "-" + String.format("%012d", batch.position(i)) + ".ndjson";
                    hour = its;
                }
                open.write(batch.bytes(), batch.start(i), length);
            }
        }
        files.put(name + ".part", open.toByteArray());
        return files;
    }

    /** All files of events and answers, by their names. */
    SortedMap<String, byte[]> files() {
        return files(".*\\.ndjson.*");
    }

    SortedMap<String, byte[]> files(String pattern) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> inside = Files.list(folder)) {
            for (Path each : inside.toList()) {
                String name = each.getFileName().toString();
                if (name.matches(pattern)) {
                    files.put(name, Files.readAllBytes(each));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /** What somebody reads who reads all of these files in the order of their names. */
    byte[] content(String pattern) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        files(pattern).forEach((name, bytes) -> out.writeBytes(name.contains(".gz") ? unzipped(bytes) : bytes));
        return out.toByteArray();
    }

    String text(String pattern) {
        return new String(content(pattern), StandardCharsets.UTF_8);
    }

    static byte[] unzipped(byte[] bytes) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        sinks.forEach(FilesSink::close);
    }
}
