package dev.seawall.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A front door in the clear and over TLS that waits half a second where others wait ten, before one raw worker.
 *
 * <p>Thread rule: thread-safe.
 */
public final class ImpatientDoor implements AutoCloseable {
    /** Longer than any limit of this door, with all that a busy computer adds. */
    public static final long LONGEST_HOLD_MILLIS = 8000;

    /** What a silent client is granted; whoever outlasts it three times is let be. */
    public static final long LIMIT_MILLIS = 500;

    private static final String LIMITS = "bodyBytes: 100MiB, headTime: 500ms, handshakeTime: 500ms, rateTime: 500ms";

    /** Made once; keytool takes its time. */
    private static TestAuthority.@Nullable Identity made;

    private final RawWorker worker;
    private final FrontDoorUnderTest door;
    private final TestAuthority.Identity identity;
    private final HttpClient admin = HttpClient.newHttpClient();

    /** With further limits, such as {@code requests: 3}. */
    public static ImpatientDoor with(String limits) throws Exception {
        return new ImpatientDoor("limits: {" + LIMITS + (limits.isEmpty() ? "" : ", ") + limits + "}");
    }

    public static ImpatientDoor plain() throws Exception {
        return with("");
    }

    private ImpatientDoor(String limits) throws Exception {
        identity = identity();
        worker = new RawWorker(RawWorker.answer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"), null);
        String https = "https: {host: 127.0.0.1, port: 0, certificate: \"%s\", privateKey: \"%s\"}"
                .formatted(identity.certificate(), identity.privateKey());
        door = FrontDoorUnderTest.with(
                List.of(limits, https, "relay: {idleTimeout: 60s, firstByteTimeout: 60s}"), worker);
    }

    private static synchronized TestAuthority.Identity identity() throws IOException {
        TestAuthority.Identity known = made;
        if (known == null) {
            Path folder = Files.createTempDirectory("seawall-certificates");
            folder.toFile().deleteOnExit();
            made = known = new TestAuthority(folder).issue("public");
        }
        return known;
    }

    public RawWorker worker() {
        return worker;
    }

    public int port(boolean tls) {
        return tls ? door.door().httpsPort() : door.port();
    }

    /**
     * Connects, with TLS agreed on.
     *
     * @param receiveBuffer bytes of room for what is not read, 0 for as many as usual
     */
    public Socket connect(boolean tls, int receiveBuffer, String... protocols)
            throws IOException, GeneralSecurityException {
        Socket plain = new Socket();
        if (receiveBuffer > 0) {
            plain.setReceiveBufferSize(receiveBuffer);
        }
        plain.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port(tls)));
        if (!tls) {
            return plain;
        }
        var secured = (SSLSocket) identity.context().getSocketFactory().createSocket(plain, "localhost", 0, true);
        var parameters = secured.getSSLParameters();
        parameters.setApplicationProtocols(protocols);
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    public RawClient client(boolean tls) throws IOException, GeneralSecurityException {
        return new RawClient(connect(tls, 0));
    }

    /** How many were ended for a reason so far. */
    public long ended(String reason) throws IOException, InterruptedException {
        return metric("seawall_frontdoor_connections_ended_total{reason=\"" + reason + "\"}");
    }

    public long connections() throws IOException, InterruptedException {
        return metric("seawall_frontdoor_connections");
    }

    private long metric(String series) throws IOException, InterruptedException {
        URI metrics = URI.create("http://127.0.0.1:" + door.door().adminPort() + "/metrics");
        String text = admin.send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
                .body();
        String line = text.lines()
                .filter(each -> each.startsWith(series + ' '))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + series + " in " + text));
        return (long) Double.parseDouble(line.substring(series.length() + 1));
    }

    public void awaitEnded(String reason) throws IOException, InterruptedException {
        awaitEnded(reason, 1);
    }

    public void awaitEnded(String reason, long times) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST_HOLD_MILLIS);
        while (ended(reason) < times) {
            assertThat(System.nanoTime()).as("still not ended: " + reason).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    @Override
    public void close() throws IOException {
        admin.close();
        door.close();
        worker.close();
    }
}
