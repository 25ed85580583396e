package dev.faux.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Requests that follow one another on one connection, byte by byte. */
@AtTheFrontDoor
class ExchangesTest {

    private static final int PATIENCE_MILLIS = 20_000;

    @LocalServerPort
    private int port;

    @Test
    void a_connection_goes_on_after_requests_that_had_to_wait_in_line() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            BufferedReader answers =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));

            ask(socket, "/docs", "/api/v1/simulation", "/docs", "/nowhere");
            assertThat(Stream.generate(() -> status(answers)).limit(4)).containsExactly("302", "401", "302", "401");
            ask(socket, "/docs");
            assertThat(status(answers)).isEqualTo("302");
        }
    }

    private static void ask(Socket socket, String... paths) throws IOException {
        String requests = Stream.of(paths)
                .map("GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n"::formatted)
                .collect(Collectors.joining());
        socket.getOutputStream().write(requests.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Reads one answer to its end. */
    private static String status(BufferedReader answers) {
        try {
            String status = answers.readLine().split(" ")[1];
            int length = 0;
            for (String line = answers.readLine(); !line.isEmpty(); line = answers.readLine()) {
                String[] header = line.toLowerCase(Locale.ROOT).split(": ", 2);
                length = header[0].equals("content-length") ? Integer.parseInt(header[1]) : length;
            }
            while (length > 0) {
                length -= (int) answers.skip(length);
            }
            return status;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
