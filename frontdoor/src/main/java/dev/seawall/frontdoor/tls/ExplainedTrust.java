package dev.seawall.frontdoor.tls;

import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Judges a worker's certificate as the platform does (RFC 5280, and RFC 9110 §4.3.4 for its name), and says in words
 * what is wrong with one that it refuses.
 *
 * <p>Thread rule: thread-safe, as the platform's own is.
 */
final class ExplainedTrust extends X509ExtendedTrustManager {
    private static final int DNS_NAME = 2;

    private final X509ExtendedTrustManager platform;
    private final Path authority;

    ExplainedTrust(X509ExtendedTrustManager platform, Path authority) {
        this.platform = platform;
        this.authority = authority;
    }

    private interface Check {
        void run() throws CertificateException;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        explained(() -> platform.checkServerTrusted(chain, authType, engine), chain, engine.getPeerHost());
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        explained(() -> platform.checkServerTrusted(chain, authType, socket), chain, "another host");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        explained(() -> platform.checkServerTrusted(chain, authType), chain, "another host");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        platform.checkClientTrusted(chain, authType, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        platform.checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        platform.checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return platform.getAcceptedIssuers();
    }

    private void explained(Check check, X509Certificate[] chain, String wanted) throws CertificateException {
        try {
            check.run();
        } catch (CertificateException e) {
            throw new CertificateException(finding(chain, wanted, e), e);
        }
    }

    private String finding(X509Certificate[] chain, String wanted, CertificateException refusal) {
        X509Certificate shown = chain[0];
        CertificateFacts facts = CertificateFacts.of(shown);
        String which = "its certificate " + facts.subject() + " (serial " + facts.serial() + ") ";
        try {
            shown.checkValidity();
        } catch (CertificateExpiredException e) {
            return which + "expired at " + facts.notAfter();
        } catch (CertificateNotYetValidException e) {
            return which + "is valid only from " + shown.getNotBefore().toInstant()
                    + " on: compare the clocks of both sides";
        }
        if (Arrays.stream(chain).noneMatch(this::isSignedByAnAuthority)) {
            return which + "is not signed by an authority in " + authority;
        }
        List<String> names = dnsNames(shown);
        if (!names.contains(wanted)) {
            return which + "is for " + String.join(", ", names) + ", not for " + wanted;
        }
        return which + "is not accepted: " + refusal.getMessage();
    }

    /** Names prove nothing: an authority made anew has that of the one before. */
    private boolean isSignedByAnAuthority(X509Certificate certificate) {
        for (X509Certificate issuer : platform.getAcceptedIssuers()) {
            try {
                certificate.verify(issuer.getPublicKey());
                return true;
            } catch (GeneralSecurityException e) {
                // Not by this one.
            }
        }
        return false;
    }

    private static List<String> dnsNames(X509Certificate certificate) {
        List<String> names = new ArrayList<>();
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            if (alternatives != null) {
                alternatives.stream()
                        .filter(name -> name.get(0).equals(DNS_NAME))
                        .forEach(name -> names.add(String.valueOf(name.get(1))));
            }
        } catch (CertificateException e) {
            names.add("names that can't be read");
        }
        return names.isEmpty() ? List.of("no name") : names;
    }
}
