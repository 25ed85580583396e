package dev.faux.sink;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A real Kafka as a process of its own, which can be killed and started again; it ends with whoever has started it. */
public final class Broker implements AutoCloseable {

    private static final String READY = "ready";
    private static final int TRIES = 3;

    private final Path folder;
    private final int port;
    private final int controllerPort;
    private Process process;

    private Broker(Path folder, int port, int controllerPort) throws IOException {
        this.folder = folder;
        this.port = port;
        this.controllerPort = controllerPort;
        process = launch();
    }

    /** In an empty folder. */
    public static Broker start(Path folder) {
        for (int tried = 1; ; tried++) {
            // A port that was free may be taken before the broker comes to it.
            try (ServerSocket one = free();
                    ServerSocket other = free()) {
                one.close();
                other.close();
                return new Broker(folder, one.getLocalPort(), other.getLocalPort());
            } catch (IOException e) {
                if (tried == TRIES) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private static ServerSocket free() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private Process launch() throws IOException {
        Process launched = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Broker.class.getName(),
                        folder.toString(),
                        Integer.toString(port),
                        Integer.toString(controllerPort))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader out = launched.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        while (line != null && !line.equals(READY)) {
            line = out.readLine();
        }
        if (line == null) {
            throw new IOException("the broker in " + folder + " did not start");
        }
        return launched;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    /** As a power cut would. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    public void startAgain() throws IOException {
        process = launch();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** @param args the folder and two ports */
    public static void main(String[] args) throws IOException {
        PrintStream out = System.out;
        // Nobody reads on: what a library prints would fill the pipe in the end.
        System.setOut(System.err);
        List<String> words = List.of(args);
        EmbeddedKafka kafka = new EmbeddedKafka(
                Path.of(words.get(0)), Integer.parseInt(words.get(1)), Integer.parseInt(words.get(2)));
        out.println(READY);
        while (System.in.read() >= 0) {
            // Until nobody is there any more who could say something.
        }
        kafka.close();
    }
}
