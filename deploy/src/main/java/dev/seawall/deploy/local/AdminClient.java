package dev.seawall.deploy.local;

import dev.seawall.deploy.blueprint.AddressPlan;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Locale;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Small GETs to a component on this machine. {@link HttpURLConnection} rather than {@link java.net.http.HttpClient}: a
 * command asks a few questions and ends, and the latter's threads take longer to start than the answers to come.
 * Stateless but for the trusted certificates; thread-safe.
 */
final class AdminClient {
    private static final int TIMEOUT_MILLIS = 2000;

    /** Far beyond any answer of docs/protocol.md section 8. */
    private static final int MOST_BYTES = 8 * 1024 * 1024;

    private final @Nullable SSLContext trusting;

    /** What came back; the body is text. */
    record Answer(int status, String body) {}

    AdminClient() {
        this.trusting = null;
    }

    AdminClient(SSLContext trusting) {
        this.trusting = trusting;
    }

    Answer get(int port, String path) throws IOException {
        return get("http", port, path, TIMEOUT_MILLIS);
    }

    Answer get(String scheme, int port, String path, int timeoutMillis) throws IOException {
        var uri = URI.create(scheme + "://" + AddressPlan.HOST + ":" + port + path);
        var connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
        if (connection instanceof HttpsURLConnection https && trusting != null) {
            https.setSSLSocketFactory(trusting.getSocketFactory());
        }
        connection.setConnectTimeout(timeoutMillis);
        connection.setReadTimeout(timeoutMillis);
        connection.setInstanceFollowRedirects(false);
        int status = statusOf(connection, timeoutMillis);
        try (InputStream body = status >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
            return new Answer(
                    status, body == null ? "" : new String(body.readNBytes(MOST_BYTES), StandardCharsets.UTF_8));
        }
    }

    private static int statusOf(HttpURLConnection connection, int timeoutMillis) throws IOException {
        try {
            return connection.getResponseCode();
        } catch (SocketTimeoutException e) {
            throw new IOException("no answer after " + timeoutMillis + " ms", e);
        }
    }

    /** {@code connection refused}, {@code no answer after 2000 ms}: how a sentence ends. */
    static String reason(IOException e) {
        String message = e.getMessage() == null || e.getMessage().isEmpty()
                ? e.getClass().getSimpleName()
                : e.getMessage();
        return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }

    /** For https addresses: trusts the deployment's own authority and nobody else. */
    static AdminClient trusting(X509Certificate authority) {
        try {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry("authority", authority);
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return new AdminClient(context);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this Java cannot make a TLS client", e);
        }
    }
}
