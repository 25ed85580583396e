package dev.faux.api;

import com.sun.management.OperatingSystemMXBean;
import dev.faux.log.Batch;
import dev.faux.log.EventLog;
import io.netty.util.internal.PlatformDependent;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

/**
 * What a server is asked for while its streams are measured: the same events in the way that Spring's guide shows, from one shared
 * source of finished {@link ServerSentEvent}s, and what the process has used.
 */
@RestController
@RequestMapping("/api/v1/bench")
class StreamsOnTrial {

    private static final ServerSentEvent<String> WELCOME =
            ServerSentEvent.<String>builder().comment("welcome").build();

    /** So many clients begin together; one by one, they would hardly get in beside those who are there already. */
    private static final int CLIENTS = 1_000;

    private final Flux<ServerSentEvent<String>> stock;

    StreamsOnTrial(EventLog log) {
        stock = Flux.defer(() -> log.from(log.head().position() + 1))
                .concatMapIterable(batch -> IntStream.range(0, batch.size())
                        .mapToObj(index -> event(log.history().id(), batch, index))
                        .toList())
                .publish()
                .refCount(CLIENTS);
    }

    private static ServerSentEvent<String> event(String history, Batch batch, int index) {
        return ServerSentEvent.builder(new String(batch.line(index), StandardCharsets.UTF_8))
                .id(history + "-" + batch.position(index))
                .build();
    }

    /** Who cannot keep up misses events, rather than be cut off or hold up the others. */
    @GetMapping(path = "/stock", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<String>> stock() {
        return stock.onBackpressureDrop().startWith(WELCOME);
    }

    /** The CPU time of the process in nanoseconds, and what it holds after a collection, in bytes. */
    @GetMapping("/used")
    Used used(Query query) {
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        long direct = PlatformDependent.usedDirectMemory();
        for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
            direct += pool.getMemoryUsed();
        }
        return new Used(cpu(), heap, direct);
    }

    record Used(long cpu, long heap, long direct) {}

    /** The CPU time of the process in nanoseconds. */
    @GetMapping("/cpu")
    long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
