package dev.faux.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;

/**
 * Many clients of one stream, in a process of their own, on one thread. Tells on standard output, a line each: {@code ready} when all
 * have been answered; and, as often as it is sent a line with a number of seconds, what they got in that time: how many events, how
 * many were missing between two of one client, how many clients were cut off, and the milliseconds from when an event happened to
 * when it was here: the median, the 99th percentile and the most.
 *
 * <p>Arguments: port, path, file with the line of authorization, number of clients.
 */
final class Crowd {

    private static final byte[] ID = "id:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TIME = "\"time\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final int TIME_LENGTH = "2026-01-01T00:00:00.000Z".length();
    private static final int MOST_MILLIS = 60_000;
    /** Remembered times of events; more than come while they are still on their way. */
    private static final int TIMES = 1 << 16;

    /** So many connect at a time. */
    private static final int CONNECTING = 64;

    private final Selector selector = Selector.open();
    private final ByteBuffer read = ByteBuffer.allocateDirect(256 << 10);
    private final byte[] bytes = new byte[512 << 10];
    private final long[] positions = new long[TIMES];
    private final long[] times = new long[TIMES];
    private final int[] latencies = new int[MOST_MILLIS + 1];
    private final byte[] request;
    private final InetSocketAddress server;
    private int connecting;
    private int answered;
    private int cutOff;
    private long events;
    private long missing;

    private Crowd(int port, byte[] request) throws IOException {
        this.server = new InetSocketAddress("127.0.0.1", port);
        this.request = request;
    }

    public static void main(String[] args) throws IOException {
        int port = Integer.parseInt(args[0]);
        String request = "GET " + args[1] + " HTTP/1.1\r\nHost: localhost:" + port + "\r\nAccept: text/event-stream\r\n"
                + Files.readString(Path.of(args[2])).strip() + "\r\n\r\n";
        Crowd crowd = new Crowd(port, request.getBytes(StandardCharsets.US_ASCII));
        crowd.come(Integer.parseInt(args[3]));
        System.out.println("ready");
        while (true) {
            while (System.in.available() == 0) {
                crowd.turn();
            }
            byte[] line = new byte[System.in.available()];
            System.in.read(line);
            crowd.listen(Integer.parseInt(new String(line, StandardCharsets.US_ASCII).strip()));
        }
    }

    private static final class Client {

        private byte[] rest = new byte[0];
        private long last;
        private boolean isAnswered;
    }

    private void come(int clients) throws IOException {
        for (int i = 0; i < clients; i++) {
            while (connecting >= CONNECTING) {
                turn();
            }
            SocketChannel channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.connect(server);
            channel.register(selector, SelectionKey.OP_CONNECT, new Client());
            connecting++;
        }
        while (answered + cutOff < clients) {
            turn();
        }
    }

    private void listen(int seconds) throws IOException {
        events = 0;
        missing = 0;
        Arrays.fill(latencies, 0);
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        while (System.nanoTime() < end) {
            turn();
        }
        System.out.printf(
                Locale.ROOT,
                "%d %d %d %d %d %d%n",
                events,
                missing,
                cutOff,
                percentile(0.5),
                percentile(0.99),
                percentile(1));
    }

    private int percentile(double share) {
        long wanted = (long) Math.ceil(events * share);
        long seen = 0;
        int millis = -1;
        while (seen < wanted) {
            seen += latencies[++millis];
        }
        return millis;
    }

    private void turn() throws IOException {
        selector.select(this::serve, 100);
    }

    private void serve(SelectionKey key) {
        SocketChannel channel = (SocketChannel) key.channel();
        Client client = (Client) key.attachment();
        try {
            if (key.isConnectable()) {
                channel.finishConnect();
                channel.write(ByteBuffer.wrap(request));
                key.interestOps(SelectionKey.OP_READ);
                return;
            }
            read.clear();
            if (channel.read(read) < 0) {
                cutOff++;
                channel.close();
                return;
            }
            read.flip();
            take(client);
        } catch (IOException e) {
            cutOff++;
            key.cancel();
            System.err.println(e);
        }
    }

    private void take(Client client) throws IOException {
        long now = System.currentTimeMillis();
        int end = client.rest.length;
        System.arraycopy(client.rest, 0, bytes, 0, end);
        int more = read.remaining();
        read.get(bytes, end, more);
        end += more;
        if (!client.isAnswered) {
            client.isAnswered = true;
            answered++;
            connecting--;
            if (bytes[9] != '2') {
                throw new IOException(new String(bytes, 0, end, StandardCharsets.UTF_8));
            }
        }
        int line = 0;
        int whole = 0;
        long position = 0;
        for (int i = 0; i < end; i++) {
            if (bytes[i] != '\n') {
                continue;
            }
            if (bytes[line] == ID[0] && startsWith(ID, line)) {
                position = number(line, i);
                whole = line;
            } else {
                if (position > 0 && bytes[line] == 'd') {
                    happened(client, position, line, i, now);
                    position = 0;
                }
                whole = position > 0 ? whole : i + 1;
            }
            line = i + 1;
        }
        client.rest = whole == end ? NOTHING : Arrays.copyOfRange(bytes, whole, end);
    }

    private static final byte[] NOTHING = new byte[0];

    private boolean startsWith(byte[] what, int at) {
        return Arrays.equals(bytes, at, at + what.length, what, 0, what.length);
    }

    /** Behind the hyphen. */
    private long number(int line, int end) {
        int at = line + ID.length;
        while (bytes[at++] != '-') {
            // The history.
        }
        long number = 0;
        for (; at < end; at++) {
            number = 10 * number + bytes[at] - '0';
        }
        return number;
    }

    private void happened(Client client, long position, int line, int end, long now) {
        if (client.last > 0 && position != client.last + 1) {
            missing += Math.abs(position - client.last - 1);
        }
        client.last = position;
        events++;
        int slot = (int) (position % TIMES);
        if (positions[slot] != position) {
            positions[slot] = position;
            times[slot] = time(line, end);
        }
        latencies[(int) Math.max(0, Math.min(MOST_MILLIS, now - times[slot]))]++;
    }

    private long time(int line, int end) {
        int at = line;
        while (at < end && !startsWith(TIME, at)) {
            at++;
        }
        String text = new String(bytes, at + TIME.length, TIME_LENGTH, StandardCharsets.US_ASCII);
        return Instant.parse(text).toEpochMilli();
    }
}
