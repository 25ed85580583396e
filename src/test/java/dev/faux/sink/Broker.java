package dev.faux.sink;

import dev.faux.log.FaultProxy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A real Kafka as a process of its own, which can be killed and started again, and which can be reached directly or through a proxy; it
 * ends with whoever has started it.
 */
public final class Broker implements AutoCloseable {

    private static final String READY = "ready";
    private static final int TRIES = 3;

    /** It lives for minutes, beside much else. */
    private static final List<String> FRUGAL = List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final Path folder;
    private final List<String> jvm;
    private final int port;
    private final int controllerPort;
    private final int proxiedPort;
    private final FaultProxy proxy;
    private Process process;

    private Broker(Path folder, List<String> jvm, List<Integer> ports) throws IOException {
        this.folder = folder;
        this.jvm = jvm;
        port = ports.get(0);
        controllerPort = ports.get(1);
        proxiedPort = ports.get(2);
        proxy = new FaultProxy(proxiedPort);
        process = launch();
    }

    /** In an empty folder. */
    public static Broker start(Path folder) {
        return start(folder, FRUGAL);
    }

    /** @param jvm options of the machine that it runs on */
    public static Broker start(Path folder, List<String> jvm) {
        for (int tried = 1; ; tried++) {
            try {
                // One that was free may be taken before the broker comes to it.
                return new Broker(folder, jvm, freePorts());
            } catch (IOException e) {
                if (tried == TRIES) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private static List<Integer> freePorts() throws IOException {
        List<Integer> ports = new ArrayList<>();
        try (ServerSocket one = free();
                ServerSocket two = free();
                ServerSocket three = free()) {
            ports.addAll(List.of(one.getLocalPort(), two.getLocalPort(), three.getLocalPort()));
        }
        return ports;
    }

    private static ServerSocket free() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private Process launch() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                Broker.class.getName(),
                folder.toString(),
                Integer.toString(port),
                Integer.toString(controllerPort),
                Integer.toString(proxiedPort),
                Integer.toString(proxy.port())));
        Process launched = new ProcessBuilder(command)
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

    /** The way through the proxy. */
    public String proxiedServers() {
        return "127.0.0.1:" + proxy.port();
    }

    public FaultProxy proxy() {
        return proxy;
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
        proxy.close();
        process.destroyForcibly();
    }

    /** @param args the folder and four ports */
    public static void main(String[] args) throws IOException {
        PrintStream out = System.out;
        // Nobody reads on: what a library prints would fill the pipe in the end.
        System.setOut(System.err);
        Path folder = Path.of(args[0]);
        int port = Integer.parseInt(args[1]);
        Map<String, String> settings = new HashMap<>(EmbeddedKafka.settings(folder, port, Integer.parseInt(args[2])));
        settings.merge("listeners", "PROXIED://127.0.0.1:" + args[3], (one, other) -> one + ',' + other);
        settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port + ",PROXIED://127.0.0.1:" + args[4]);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,PROXIED:PLAINTEXT,CONTROLLER:PLAINTEXT");
        EmbeddedKafka kafka = new EmbeddedKafka(folder, settings);
        out.println(READY);
        while (System.in.read() >= 0) {
            // Until nobody is there any more who could say something.
        }
        kafka.close();
    }
}
