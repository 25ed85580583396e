package dev.faux;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;

/** Somebody who asks a server over HTTP and has nothing but the file that it writes for him, into its home. */
record Visitor(Path home, String address) {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path), BodyHandlers.ofString());
    }

    HttpRequest.Builder request(String path) throws IOException {
        String[] authorization =
                Files.readString(home.resolve("authorization")).strip().split(": ", 2);
        return HttpRequest.newBuilder(URI.create(address + path)).header(authorization[0], authorization[1]);
    }

    <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> body)
            throws IOException, InterruptedException {
        return CLIENT.send(request.build(), body);
    }
}
