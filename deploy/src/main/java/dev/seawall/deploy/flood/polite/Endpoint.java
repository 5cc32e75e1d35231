package dev.seawall.deploy.flood.polite;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Where requests go: one address, looked up once, so that a run measures one server and not the name service. Immutable.
 *
 * @param url as it was given; its path is what requests ask for
 * @param tls null for plain {@code http}
 */
public record Endpoint(
        URI url, InetSocketAddress address, @Nullable SSLSocketFactory tls) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /**
     * Looks the host up.
     *
     * @param tls for an {@code https} URL
     * @throws IllegalArgumentException when the URL is none that requests could be sent to
     * @throws UnknownHostException when its host has no address
     */
    public static Endpoint of(String url, SSLSocketFactory tls) throws UnknownHostException {
        URI uri = URI.create(url);
        boolean secure = "https".equalsIgnoreCase(uri.getScheme());
        if (uri.getHost() == null || !(secure || "http".equalsIgnoreCase(uri.getScheme()))) {
            throw new IllegalArgumentException("the target must be a URL such as http://127.0.0.1:8080/, not " + url);
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "the target's URL can't have a user or a fragment: give credentials with --header; it is " + url);
        }
        int port = uri.getPort() != -1 ? uri.getPort() : secure ? HTTPS : HTTP;
        return new Endpoint(uri, new InetSocketAddress(addressOf(uri.getHost()), port), secure ? tls : null);
    }

    private static InetAddress addressOf(String host) throws UnknownHostException {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            var told = new UnknownHostException("the target's host " + host + " has no address: " + e.getMessage());
            told.initCause(e);
            throw told;
        }
    }

    /** The request target in origin form (RFC 9112 §3.2.1). */
    String target() {
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }

    /** The Host field (RFC 9110 §7.2). */
    String authority() {
        return url.getRawAuthority();
    }

    /** Puts TLS on a connection, where there is any; the server must prove the URL's host (RFC 9110 §4.3.4). */
    Socket secured(Socket raw) throws IOException {
        if (tls == null) {
            return raw;
        }
        var secure = (SSLSocket) tls.createSocket(raw, url.getHost(), address.getPort(), true);
        var parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        return secure;
    }
}
