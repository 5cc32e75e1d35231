package dev.seawall.backend.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Lets in whose certificate the platform accepts for a client (RFC 5280) and is for a front door of this deployment
 * (docs/protocol.md section 9). Anybody else fails in the handshake, before a byte of theirs reaches an HTTP parser.
 *
 * <p>Thread rule: thread-safe, as the platform's own is.
 */
final class FrontDoorsOnly extends X509ExtendedTrustManager {
    private static final int DNS_NAME = 2;

    private final X509ExtendedTrustManager platform;
    private final Pattern name;

    FrontDoorsOnly(X509ExtendedTrustManager platform, String deployment) {
        this.platform = platform;
        this.name = Pattern.compile("front-door-[1-9][0-9]*\\." + Pattern.quote(deployment) + "\\.internal");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        platform.checkClientTrusted(chain, authType, engine);
        checkName(chain[0]);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        platform.checkClientTrusted(chain, authType, socket);
        checkName(chain[0]);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        platform.checkClientTrusted(chain, authType);
        checkName(chain[0]);
    }

    private void checkName(X509Certificate client) throws CertificateException {
        Collection<List<?>> names = client.getSubjectAlternativeNames();
        boolean known = names != null
                && names.stream()
                        .anyMatch(each -> each.get(0).equals(DNS_NAME)
                                && name.matcher(String.valueOf(each.get(1))).matches());
        if (!known) {
            throw new CertificateException("the certificate "
                    + client.getSubjectX500Principal().getName() + " is for no front door of this deployment");
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        platform.checkServerTrusted(chain, authType, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        platform.checkServerTrusted(chain, authType, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        platform.checkServerTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return platform.getAcceptedIssuers();
    }
}
