package dev.faux.log;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Stands before a server on this machine, and does to connections what networks do to them. */
public final class FaultProxy implements AutoCloseable {

    /** What is done to every connection that there is, and to every new one. */
    public enum Fault {
        NONE,
        /** All are reset, new ones at once. */
        RESET,
        /** Nothing comes through, nothing is told. */
        BLACK_HOLE,
        /** Answers come through byte by byte. */
        TRICKLE,
        /** Answers take their time. */
        LATENCY,
        /** The next answer of each ends in its middle, and the connection with it. */
        TRUNCATED_REPLY
    }

    private static final int BUFFER = 1 << 16;
    private static final long TRICKLE_MILLIS = 20;
    private static final long LATENCY_MILLIS = 300;

    private final ServerSocket door;
    private final InetSocketAddress server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger met = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Fault fault = Fault.NONE;

    public FaultProxy(int serverPort) {
        server = new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort);
        try {
            door = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::letIn);
    }

    public int port() {
        return door.getLocalPort();
    }

    /** How often somebody met a fault. */
    public int met() {
        return met.get();
    }

    public void set(Fault next) {
        lock.lock();
        try {
            fault = next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (next == Fault.RESET) {
            open.forEach(this::reset);
        }
    }

    private void letIn() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                if (fault() == Fault.RESET) {
                    reset(client);
                } else {
                    connect(client);
                }
            } catch (IOException e) {
                // The door was closed, or the server is away: who asks again is answered again.
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Socket to = new Socket();
        open.add(client);
        open.add(to);
        try {
            to.connect(server);
        } catch (IOException e) {
            reset(client);
            throw e;
        }
        Thread.ofVirtual().start(() -> copy(client, to, false));
        Thread.ofVirtual().start(() -> copy(to, client, true));
    }

    private void copy(Socket from, Socket to, boolean isAnswer) {
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                pass(buffer, count, out, isAnswer);
            }
        } catch (IOException | InterruptedException e) {
            // One of the two has ended it.
        } finally {
            reset(from);
            reset(to);
        }
    }

    private void pass(byte[] buffer, int count, OutputStream out, boolean isAnswer)
            throws IOException, InterruptedException {
        Fault now = awaitPassage();
        if (now != Fault.NONE) {
            met.incrementAndGet();
        }
        if (isAnswer && now == Fault.TRUNCATED_REPLY) {
            out.write(buffer, 0, count / 2);
            throw new IOException("that was all");
        }
        if (isAnswer && now == Fault.LATENCY) {
            awaitChange(LATENCY_MILLIS);
        }
        if (isAnswer && now == Fault.TRICKLE) {
            trickle(buffer, count, out);
        } else {
            out.write(buffer, 0, count);
        }
    }

    private void trickle(byte[] buffer, int count, OutputStream out) throws IOException, InterruptedException {
        int done = 0;
        while (done < count && fault() == Fault.TRICKLE) {
            out.write(buffer, done++, 1);
            awaitChange(TRICKLE_MILLIS);
        }
        out.write(buffer, done, count - done);
    }

    private Fault fault() {
        lock.lock();
        try {
            return fault;
        } finally {
            lock.unlock();
        }
    }

    private Fault awaitPassage() throws InterruptedException {
        lock.lock();
        try {
            if (fault == Fault.BLACK_HOLE) {
                met.incrementAndGet();
            }
            while (fault == Fault.BLACK_HOLE) {
                changed.await();
            }
            return fault;
        } finally {
            lock.unlock();
        }
    }

    private void awaitChange(long millis) throws InterruptedException {
        lock.lock();
        try {
            changed.await(millis, java.util.concurrent.TimeUnit.MILLISECONDS);
        } finally {
            lock.unlock();
        }
    }

    private void reset(@Nullable Socket socket) {
        if (socket == null || !open.remove(socket) && socket.isClosed()) {
            return;
        }
        if (fault() != Fault.NONE) {
            met.incrementAndGet();
        }
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // It is closed already.
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        set(Fault.RESET);
    }
}
