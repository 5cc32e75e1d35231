package dev.seawall.deploy.ec2;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Asks a front door at its public address: how it sees the workers, and whether a request gets through. Stateless. */
final class FrontDoorDesk {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int TIMEOUT_MILLIS = 3000;

    /** Far beyond any answer of docs/protocol.md section 8. */
    private static final int MOST_BYTES = 8 * 1024 * 1024;

    private FrontDoorDesk() {}

    /** What somebody observed of something, as docs/protocol.md section 8 says it. */
    record Observation(String observer, String subject, String outcome, String sentence) {}

    static List<Observation> observations(String host, int port) throws IOException {
        var answer = get(host, port, "/-/observations");
        if (answer.status() != 200) {
            throw new IOException("answered " + answer.status());
        }
        try {
            List<Observation> observations = new ArrayList<>();
            for (var one : JSON.readTree(answer.body()).path("observations")) {
                observations.add(new Observation(
                        one.path("observer").asString(""),
                        one.path("subject").asString(""),
                        one.path("outcome").asString(""),
                        one.path("sentence").asString("")));
            }
            return List.copyOf(observations);
        } catch (JacksonException e) {
            throw new IOException("answered something that is no JSON", e);
        }
    }

    /** What came back; the body is text. */
    record Answer(int status, String body) {}

    static Answer get(String host, int port, String path) throws IOException {
        var uri = URI.create("http://" + host + ":" + port + path);
        var connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        connection.setInstanceFollowRedirects(false);
        try {
            int status = connection.getResponseCode();
            try (InputStream body = status >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
                String text = body == null ? "" : new String(body.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
                return new Answer(status, text);
            }
        } catch (SocketTimeoutException e) {
            throw new IOException("no answer after " + TIMEOUT_MILLIS + " ms", e);
        }
    }

    /** {@code connection refused}: how a sentence ends. */
    static String reason(IOException e) {
        String message = e.getMessage();
        return message == null || message.isEmpty()
                ? e.getClass().getSimpleName()
                : Character.toLowerCase(message.charAt(0)) + message.substring(1);
    }
}
