package dev.seawall.deploy.knobs;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks front doors one after the other, and goes on where one does not answer. Stateless. */
public final class KnobClient {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String PATH = "/-/knobs";
    private static final int TIMEOUT_MILLIS = 3000;

    /** Far beyond any answer. */
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    private KnobClient() {}

    /** All knobs of each. */
    public static List<KnobAnswer> list(List<AdminPort> frontDoors) {
        return frontDoors.stream().map(at -> ask(at, "GET", PATH, "", null)).toList();
    }

    /**
     * Sets one at each.
     *
     * @param expiresIn such as {@code 1h}
     */
    public static List<KnobAnswer> set(
            List<AdminPort> frontDoors, String name, String value, String owner, String reason, String expiresIn) {
        byte[] order = JSON.writeValueAsBytes(JSON.createObjectNode()
                .put("value", value)
                .put("owner", owner)
                .put("reason", reason)
                .put("expiresIn", expiresIn));
        return frontDoors.stream()
                .map(at -> ask(at, "PUT", PATH + "/" + name, "", order))
                .toList();
    }

    /** Puts one back to its default at each. */
    public static List<KnobAnswer> clear(List<AdminPort> frontDoors, String name, String owner, String reason) {
        String query = "?owner=" + encoded(owner) + "&reason=" + encoded(reason);
        return frontDoors.stream()
                .map(at -> ask(at, "DELETE", PATH + "/" + name, query, null))
                .toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static KnobAnswer ask(AdminPort at, String method, String path, String query, byte @Nullable [] body) {
        try {
            String address = new URI("http", null, at.host(), at.port(), path, null, null).toASCIIString();
            return send(at, method, URI.create(address + query), body);
        } catch (URISyntaxException e) {
            return new KnobAnswer(at, 0, null, "no address can be made of it: " + e.getMessage());
        } catch (SocketTimeoutException e) {
            return new KnobAnswer(at, 0, null, "no answer after " + TIMEOUT_MILLIS + " ms");
        } catch (IOException e) {
            return new KnobAnswer(at, 0, null, reason(e));
        }
    }

    private static KnobAnswer send(AdminPort at, String method, URI uri, byte @Nullable [] body) throws IOException {
        var connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        connection.setInstanceFollowRedirects(false);
        connection.setRequestMethod(method);
        if (body != null) {
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setDoOutput(true);
            connection.getOutputStream().write(body);
        }
        int status = connection.getResponseCode();
        try (InputStream answer = status >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
            byte[] json = answer == null ? new byte[0] : answer.readNBytes(MOST_BYTES);
            return read(at, status, json);
        }
    }

    private static KnobAnswer read(AdminPort at, int status, byte[] json) {
        try {
            JsonNode body = JSON.readTree(json);
            return new KnobAnswer(at, status, body, status == 200 ? null : problem(status, body));
        } catch (JacksonException e) {
            return new KnobAnswer(at, status, null, "it answered " + status + " with something that is no JSON");
        }
    }

    /** A front door of an earlier version knows no knobs. */
    private static String problem(int status, JsonNode body) {
        return "it answered " + status + ": "
                + body.path("detail").asString(body.path("title").asString(""));
    }

    private static String reason(IOException e) {
        String message = e.getMessage() == null || e.getMessage().isEmpty()
                ? e.getClass().getSimpleName()
                : e.getMessage();
        return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }
}
