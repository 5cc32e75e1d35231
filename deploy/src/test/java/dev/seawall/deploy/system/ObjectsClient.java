package dev.seawall.deploy.system;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A client of the object API through the front door, on the JDK's own HTTP client. Thread-safe. */
final class ObjectsClient {
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final URI frontDoor;

    ObjectsClient(URI frontDoor) {
        this.frontDoor = frontDoor;
    }

    HttpResponse<byte[]> put(String key, byte[] content) throws IOException {
        return send(request(key).PUT(HttpRequest.BodyPublishers.ofByteArray(content)), bytes());
    }

    HttpResponse<byte[]> get(String key) throws IOException {
        return send(request(key).GET(), bytes());
    }

    HttpResponse<byte[]> delete(String key) throws IOException {
        return send(request(key).DELETE(), bytes());
    }

    HttpResponse<byte[]> list(String query) throws IOException {
        return send(HttpRequest.newBuilder(frontDoor.resolve("/v1/objects?" + query)), bytes());
    }

    HttpRequest.Builder request(String key) {
        return HttpRequest.newBuilder(frontDoor.resolve("/v1/objects/" + encode(key)));
    }

    <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) throws IOException {
        try {
            return client.send(request.timeout(Duration.ofMinutes(10)).build(), body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static HttpResponse.BodyHandler<byte[]> bytes() {
        return HttpResponse.BodyHandlers.ofByteArray();
    }

    /** Percent-encodes each segment (RFC 3986 section 2.1). */
    static String encode(String key) {
        return Arrays.stream(key.split("/", -1)).map(ObjectsClient::percent).collect(Collectors.joining("/"));
    }

    static String percent(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
