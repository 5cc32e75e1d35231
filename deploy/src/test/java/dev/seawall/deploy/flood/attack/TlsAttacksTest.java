package dev.seawall.deploy.flood.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seawall.deploy.tls.DeploymentAuthority;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

/** Attacks on TLS, seen by Java's own server on loopback. */
class TlsAttacksTest {
    private static final char[] PASSWORD = "in memory only".toCharArray();

    private static SSLContext context() throws GeneralSecurityException, IOException {
        Instant now = Instant.now();
        var identity = DeploymentAuthority.create("shop", now).issue("worker-1", List.of("127.0.0.1"), now);
        Certificate certificate = CertificateFactory.getInstance("X.509")
                .generateCertificate(
                        new ByteArrayInputStream(identity.certificatePem().getBytes(StandardCharsets.US_ASCII)));
        String key = identity.privateKeyPem().replaceAll("-----[A-Z ]+-----", "");
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, PASSWORD);
        keys.setKeyEntry(
                "worker-1",
                KeyFactory.getInstance("EC")
                        .generatePrivate(
                                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(key))),
                PASSWORD,
                new Certificate[] {certificate});
        var managers = KeyManagerFactory.getInstance("PKIX");
        managers.init(keys, PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static Victim server(String... protocols) throws GeneralSecurityException, IOException {
        var listening = (SSLServerSocket)
                context().getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        SSLParameters parameters = listening.getSSLParameters();
        parameters.setApplicationProtocols(protocols);
        listening.setSSLParameters(parameters);
        return new Victim(listening);
    }

    private static void crowd(Victim victim, Dialer dialer, Script script) {
        victim.under(new Crowd(Victim.pacer(100), dialer, script, 1, victim.tally));
    }

    @Test
    void aHandshakeIsWholeNeverResumedAndGivenUpAtOnce() throws Exception {
        try (var victim = server()) {
            crowd(victim, victim.dialer().withTls(new Tls()), Scripts.done("handshake"));
            for (int i = 0; i < 3; i++) {
                var connection = (SSLSocket) victim.next();
                long before = System.currentTimeMillis();
                connection.startHandshake();

                assertThat(connection.getSession().getCreationTime()).isGreaterThanOrEqualTo(before - 1);
                assertThat(Victim.isGivenUp(connection)).isTrue();
            }
            assertThat(victim.outcomes().count("handshake")).isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void halfAHandshakeHasTheServerAnswerAndIsGivenUp() throws Exception {
        try (var victim = server()) {
            crowd(victim, victim.dialer(), Scripts.halfHandshake(new Tls().clientHello()));
            var connection = (SSLSocket) victim.next();

            refusedHandshake(connection);
            victim.next();
            assertThat(victim.outcomes().count("hello-answered")).isPositive();
        }
    }

    private static void refusedHandshake(SSLSocket connection) {
        assertThatThrownBy(connection::startHandshake).isInstanceOf(IOException.class);
    }

    @Test
    void http2IsAgreedOnInTheHandshake() throws Exception {
        try (var victim = server("h2", "http/1.1")) {
            victim.under(new Crew(
                    Victim.pacer(100),
                    victim.dialer().withTls(new Tls(), "h2"),
                    (wire, tally) -> new RapidReset(wire, tally, true, "/x", "shop"),
                    1,
                    victim.tally));
            Socket connection = victim.next();

            assertThat(connection.getInputStream().readNBytes(24)).isEqualTo(Http2.PREFACE);
            assertThat(((SSLSocket) connection).getApplicationProtocol()).isEqualTo("h2");
        }
    }

    @Test
    void aServerThatSpeaksNoTlsIsCounted() throws Exception {
        try (var victim = new Victim()) {
            crowd(victim, victim.dialer().withTls(new Tls()), Scripts.done("handshake"));
            Victim.say(victim.next(), "HTTP/1.1 400 Bad Request\r\n\r\n");

            assertThat(victim.outcomes().count("tls-failed")).isPositive();
        }
    }

    @Test
    void aServerWithoutHttp2IsCounted() throws Exception {
        try (var victim = server()) {
            crowd(victim, victim.dialer().withTls(new Tls(), "h2"), Scripts.done("handshake"));
            Thread server = Thread.ofPlatform().start(() -> shake(victim));

            assertThat(victim.outcomes().count("no-common-protocol")).isPositive();
            server.join();
        }
    }

    /** As far as the other end lets it. */
    private static void shake(Victim victim) {
        try {
            ((SSLSocket) victim.next()).startHandshake();
        } catch (IOException e) {
            victim.tally.count("given-up");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
