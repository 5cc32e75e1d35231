package dev.seawall.deploy.flood.rig;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/**
 * A program of the lab's Internet: waits until an object really goes through every front door. Ends with 0 when one has,
 * with 1 after a minute, having said what was seen last. One thread.
 *
 * <pre>
 * FirstObject URL…          such as http://203.0.113.11/v1/objects: below each, {@link #SMALL} and {@link #LARGE} are put
 * </pre>
 */
public final class FirstObject {
    /** What attackers ask for. */
    static final String SMALL = "first/small";

    /** What attackers ask for who read slowly. */
    static final String LARGE = "first/large";

    private static final int SMALL_BYTES = 1024;
    private static final int LARGE_BYTES = 1 << 20;
    private static final long LIMIT_NANOS = 60_000_000_000L;
    private static final long POLL_MILLIS = 100;
    private static final int TIMEOUT_MILLIS = 5000;

    private FirstObject() {}

    public static void main(String... urls) throws InterruptedException {
        long began = System.nanoTime();
        for (String url : urls) {
            for (String last = roundTrip(url); !last.isEmpty(); last = roundTrip(url)) {
                if (System.nanoTime() - began > LIMIT_NANOS) {
                    System.err.println("no object went through " + url + " in a minute; seen last: " + last);
                    System.exit(1);
                }
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
        }
    }

    /** What was seen instead of an object that came back; empty when one did. */
    private static String roundTrip(String url) {
        try {
            put(url + "/" + SMALL, SMALL_BYTES);
            put(url + "/" + LARGE, LARGE_BYTES);
            var get = open(url + "/" + SMALL);
            try (var body = get.getInputStream()) {
                int length = body.readAllBytes().length;
                return length == SMALL_BYTES ? "" : "an object of " + length + " bytes instead of " + SMALL_BYTES;
            }
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static void put(String url, int length) throws IOException {
        var put = open(url);
        put.setRequestMethod("PUT");
        put.setDoOutput(true);
        put.setFixedLengthStreamingMode(length);
        try (OutputStream body = put.getOutputStream()) {
            body.write(new byte[length]);
        }
        if (put.getResponseCode() / 100 != 2) {
            throw new IOException("PUT " + url + " was answered with " + put.getResponseCode());
        }
    }

    private static HttpURLConnection open(String url) throws IOException {
        var connection = (HttpURLConnection) URI.create(url).toURL().openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        return connection;
    }
}
