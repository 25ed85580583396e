package dev.faux.bench;

import dev.faux.shop.CustomerEvent.CustomerIntroduced;
import dev.faux.shop.CustomerEvent.CustomerRegistered;
import dev.faux.shop.Event;
import dev.faux.shop.OrderEvent;
import dev.faux.shop.OrderEvent.OrderPlaced;
import dev.faux.shop.OrderStatus;
import dev.faux.simulation.Occurrence;
import dev.faux.simulation.World;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a world keeps: its live heap after each month of two virtual years of {@code weekday}, with the customers who have ever
 * been active and the orders that are open. The bytes of a customer are the slope of the heap over them, by least squares; what
 * is left without them is told for each quarter.
 */
final class StateBench {

    private static final long MONTH = Duration.ofDays(30).toMillis();
    private static final int MONTHS = 24;
    private static final int LEAD = 2;
    private static final int AT_ONCE = 1024;

    private long customers;
    private long open;

    static void main() {
        new StateBench().run();
    }

    private void run() {
        World world = Worlds.weekday();
        long start = world.now();
        List<long[]> months = new ArrayList<>();
        List<Occurrence> occurrences = new ArrayList<>(AT_ONCE + 128);
        for (int month = 1; month <= MONTHS; month++) {
            while (!world.advance(start + month * MONTH, AT_ONCE, occurrences)) {
                count(occurrences);
            }
            count(occurrences);
            long heap = liveHeap();
            months.add(new long[] {customers, heap});
            System.out.printf(
                    Locale.ROOT,
                    "state: month %d, %,d events, %,d customers, %,d orders open, %,d acts to come, heap %,d bytes%n",
                    month,
                    world.position(),
                    customers,
                    open,
                    world.scheduled(),
                    heap);
        }
        double slope = slope(months.subList(LEAD, MONTHS));
        System.out.printf(Locale.ROOT, "state: %.1f bytes per customer%n", slope);
        for (int month = LEAD; month < MONTHS; month += 3) {
            long[] each = months.get(month);
            System.out.printf(
                    Locale.ROOT,
                    "state: month %d, without 64 bytes per customer: %,d bytes%n",
                    month + 1,
                    each[1] - 64 * each[0]);
        }
    }

    private void count(List<Occurrence> occurrences) {
        for (Occurrence each : occurrences) {
            Event event = each.event();
            if (event instanceof CustomerIntroduced || event instanceof CustomerRegistered) {
                customers++;
            } else if (event instanceof OrderPlaced) {
                open++;
            } else if (event instanceof OrderEvent order && isEnd(order.status())) {
                open--;
            }
        }
        occurrences.clear();
    }

    private static boolean isEnd(OrderStatus status) {
        return status == OrderStatus.DELIVERED || status == OrderStatus.FAILED || status == OrderStatus.CANCELLED;
    }

    private static long liveHeap() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Of the second over the first. */
    private static double slope(List<long[]> points) {
        double x = points.stream().mapToLong(each -> each[0]).average().orElseThrow();
        double y = points.stream().mapToLong(each -> each[1]).average().orElseThrow();
        double above = 0;
        double below = 0;
        for (long[] each : points) {
            above += (each[0] - x) * (each[1] - y);
            below += (each[0] - x) * (each[0] - x);
        }
        return above / below;
    }
}
