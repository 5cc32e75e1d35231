package dev.seawall.deploy.flood.attack;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** TLS as an attacker speaks it: whoever answers is trusted, no session is resumed. Thread-safe. */
final class Tls {
    private final SSLContext context;

    Tls() {
        try {
            context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new TrustsAll()}, null);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    /**
     * A whole handshake over a connection.
     *
     * @param protocols for ALPN (RFC 7301), best first; the server must take the first of them if there is one
     */
    SSLSocket handshake(Socket connection, List<String> protocols) throws IOException {
        // Without a peer's name there is no session that it could resume.
        var socket = (SSLSocket) context.getSocketFactory().createSocket(connection, null, 0, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(protocols.toArray(String[]::new));
        socket.setSSLParameters(parameters);
        socket.setUseClientMode(true);
        socket.startHandshake();
        if (!protocols.isEmpty() && !protocols.getFirst().equals(socket.getApplicationProtocol())) {
            throw new NoProtocol();
        }
        return socket;
    }

    /** The server took none of the protocols that were offered. */
    static final class NoProtocol extends IOException {
        private static final long serialVersionUID = 1;
    }

    /** A client's first message, key share included (RFC 8446 §4.1.2): good any number of times. */
    byte[] clientHello() throws IOException {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(true);
        engine.beginHandshake();
        var hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), hello);
        byte[] bytes = new byte[hello.position()];
        hello.flip().get(bytes);
        return bytes;
    }

    /** The lab's certificates are nobody's business here. */
    private static final class TrustsAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String algorithm) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String algorithm) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
