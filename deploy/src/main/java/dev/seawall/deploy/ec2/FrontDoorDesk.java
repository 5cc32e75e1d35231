package dev.seawall.deploy.ec2;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Asks a front door at its public address: how it sees the workers, and whether a request gets through. Stateless. */
final class FrontDoorDesk {
    /** Read as a stream: the four fields of interest don't warrant the start of a data binding. */
    private static final JsonFactory JSON = new JsonFactory();

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
        try (var parser = JSON.createParser(ObjectReadContext.empty(), answer.body())) {
            List<Observation> observations = new ArrayList<>();
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean named = parser.currentName().equals("observations");
                if (named && parser.nextToken() == JsonToken.START_ARRAY) {
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        observations.add(observation(parser));
                    }
                } else if (!named) {
                    parser.nextToken();
                    parser.skipChildren();
                }
            }
            return List.copyOf(observations);
        } catch (JacksonException e) {
            throw new IOException("answered something that is no JSON", e);
        }
    }

    /** Of the object that the parser stands at; fields of no interest are passed over, whatever they hold. */
    private static Observation observation(JsonParser parser) {
        Map<String, String> said = new HashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String field = parser.currentName();
            if (parser.nextToken().isStructStart()) {
                parser.skipChildren();
            } else {
                said.put(field, parser.getValueAsString(""));
            }
        }
        return new Observation(
                said.getOrDefault("observer", ""),
                said.getOrDefault("subject", ""),
                said.getOrDefault("outcome", ""),
                said.getOrDefault("sentence", ""));
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
