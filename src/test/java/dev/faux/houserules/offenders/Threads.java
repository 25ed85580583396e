package dev.faux.houserules.offenders;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;

public final class Threads {

    Thread thread() {
        return Thread.currentThread();
    }

    void local(ThreadLocal<String> local) {
        local.remove();
    }

    void executor(ExecutorService executor) {
        executor.shutdown();
    }

    Stream<String> parallel(Stream<String> stream) {
        return stream.parallel();
    }

    Stream<String> parallelOfList(List<String> list) {
        return list.parallelStream();
    }

    synchronized void guarded() {}
}
