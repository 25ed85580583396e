package dev.faux.sink;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * A real server that speaks Kinesis: LocalStack where there is Docker, else one on Node, from npm, that listens on the loopback address only.
 * Where there is neither, tests are skipped.
 */
public final class KinesisServer implements AutoCloseable {

    /** From 4.15 on it wants a token. */
    private static final DockerImageName LOCAL_STACK = DockerImageName.parse("localstack/localstack:4.12");

    private static final int EDGE = 4566;
    private static final String PORT = "plain ";

    private static final String FAST = "kinesalite@3.3.3";
    private static final String WHOLE = "kinesis-local@0.6.2";

    private static final String START_FAST = """
            require('kinesalite')({createStreamMs: 10, deleteStreamMs: 10, updateStreamMs: 100, shardLimit: 1000})
              .listen(0, '127.0.0.1', function() { console.log('plain ' + this.address().port); });
            """;

    /** It would listen everywhere; which port is which, the one that is asked for says. */
    private static final String START_WHOLE = """
            const listen = require('net').Server.prototype.listen;
            require('net').Server.prototype.listen = function(port, ...more) {
              this.on('listening', () => console.log((port === 2 ? 'plain ' : 'tls ') + this.address().port));
              return listen.call(this, 0, '127.0.0.1', ...more.filter(each => typeof each === 'function'));
            };
            require('kinesis-local/main.js');
            """;

    private final URI endpoint;
    private final AutoCloseable running;

    private KinesisServer(URI endpoint, AutoCloseable running) {
        this.endpoint = endpoint;
        this.running = running;
    }

    /** Who asks, is asked by Kinesis; it may be anybody here. To be called before anything is made that asks. */
    public static void identify() {
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
        System.setProperty("aws.region", "us-east-1");
    }

    /** One without readers of their own throughput. */
    public static KinesisServer start() {
        identify();
        return DockerClientFactory.instance().isDockerAvailable() ? container() : node(FAST, START_FAST);
    }

    /** One with all there is, HTTP/2 included; it is slow. */
    static KinesisServer startWhole() {
        identify();
        return DockerClientFactory.instance().isDockerAvailable() ? container() : node(WHOLE, START_WHOLE);
    }

    public URI endpoint() {
        return endpoint;
    }

    private static KinesisServer container() {
        GenericContainer<?> container = new GenericContainer<>(LOCAL_STACK)
                .withEnv("SERVICES", "kinesis")
                .withExposedPorts(EDGE)
                .waitingFor(Wait.forHttp("/_localstack/health").forPort(EDGE));
        container.start();
        URI endpoint = URI.create("http://" + container.getHost() + ':' + container.getMappedPort(EDGE));
        return new KinesisServer(endpoint, container);
    }

    private static KinesisServer node(String parcel, String script) {
        assumeTrue(isThere("node") && isThere("npm"), "needs Node");
        try {
            Path folder = Path.of("target", "node").toAbsolutePath();
            install(folder, parcel);
            ProcessBuilder builder = new ProcessBuilder("node", "-e", script).directory(folder.toFile());
            builder.environment().put("KINESIS_MOCK_TLS_PORT", "1");
            builder.environment().put("KINESIS_MOCK_PLAIN_PORT", "2");
            builder.environment().put("KINESIS_MOCK_CERT_PATH", "node_modules/kinesis-local/server.json");
            builder.environment().put("LOG_LEVEL", "ERROR");
            Process process =
                    builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
            Thread end = new Thread(process::destroyForcibly);
            Runtime.getRuntime().addShutdownHook(end);
            return new KinesisServer(URI.create("http://127.0.0.1:" + port(process)), () -> {
                process.destroyForcibly();
                Runtime.getRuntime().removeShutdownHook(end);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int port(Process process) throws IOException {
        BufferedReader told = process.inputReader();
        for (String line = told.readLine(); line != null; line = told.readLine()) {
            if (line.startsWith(PORT)) {
                return Integer.parseInt(line.substring(PORT.length()));
            }
        }
        throw new IOException("the server has ended");
    }

    private static boolean isThere(String program) {
        return List.of(System.getenv("PATH").split(File.pathSeparator)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** By one at a time, or they would get in each other's way. */
    private static synchronized void install(Path folder, String parcel) throws IOException {
        if (Files.isDirectory(folder.resolve("node_modules").resolve(parcel.substring(0, parcel.indexOf('@'))))) {
            return;
        }
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("package.json"), "{\"private\": true}");
        List<String> command =
                new ArrayList<>(List.of("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts"));
        command.addAll(List.of(FAST, WHOLE));
        Path log = folder.resolve("install.log");
        Process npm = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!npm.waitFor(5, TimeUnit.MINUTES) || npm.exitValue() != 0) {
                throw new IOException("npm cannot install " + parcel + ": " + Files.readString(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        try {
            running.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
