package dev.seawall.backend.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seawall.backend.TestAuthority;
import dev.seawall.backend.TestAuthority.Identity;
import dev.seawall.backend.store.MemoryObjectStore;
import dev.seawall.backend.tls.LiveIdentity;
import dev.seawall.backend.tls.TlsConfig;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The serving port with TLS: front doors of this deployment get in, nobody else reaches the HTTP parser. */
class MutualTlsTest {
    private static final String HEALTH = "HEAD /-/health HTTP/1.1\r\nHost: shop.example\r\n\r\n";

    @TempDir
    private static Path folder;

    private static TestAuthority authority;
    private static Identity frontDoor;

    private final AtomicInteger refused = new AtomicInteger();
    private final List<String> said = new ArrayList<>();
    private Identity worker;
    private LiveIdentity live;
    private ApiUnderTest api;

    @BeforeAll
    static void issue() throws Exception {
        authority = new TestAuthority(Files.createDirectory(folder.resolve("own")));
        frontDoor = authority.issue("front-door-12");
    }

    @BeforeEach
    void serve() throws Exception {
        worker = authority.issue("worker-1");
        var files = new TlsConfig(worker.authority(), worker.certificate(), worker.privateKey());
        live = new LiveIdentity(files, "shop", said::add);
        api = new ApiUnderTest(new MemoryObjectStore(), server -> server.secure(live, refused::incrementAndGet));
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void aFrontDoorOfTheDeploymentIsServed() throws Exception {
        try (SSLSocket socket = connect(frontDoor)) {
            assertThat(ask(socket)).startsWith("HTTP/1.1 200");
            assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
        }
        assertThat(refused).hasValue(0);
    }

    @Test
    void anotherWorkerIsNotLetIn() throws Exception {
        assertRefused(authority.issue("worker-2"));
    }

    @Test
    void aNameThatOnlyLooksLikeAFrontDoorsIsNotLetIn() throws Exception {
        assertRefused(authority.issue("front-door-1.shop.internal.example", "my-front-door-1", "front-door-x"));
    }

    @Test
    void aFrontDoorWhoseCertificateHasExpiredIsNotLetIn() throws Exception {
        assertRefused(authority.issue(List.of("-startdate", "-3d", "-validity", "2"), "front-door-1"));
    }

    @Test
    void aFrontDoorOfAnotherAuthorityIsNotLetIn() throws Exception {
        var stranger = new TestAuthority(Files.createDirectory(folder.resolve("foreign")));
        Identity foreign = stranger.issue("front-door-1");
        foreign.store().setCertificateEntry("authority", frontDoor.store().getCertificate("authority"));

        assertRefused(foreign);
    }

    @Test
    void whoShowsNoCertificateIsNotLetIn() throws Exception {
        Identity nameless = authority.issue("front-door-1");
        nameless.store().deleteEntry("own");

        assertRefused(nameless);
    }

    @Test
    void plainHttpGetsNoAnswerAndIsCounted() throws Exception {
        try (RawConnection client = api.connect()) {
            client.send("GET /v1/objects HTTP/1.1\nHost: h\n\n");

            assertThat(client.readHead()).doesNotContain("HTTP/1.1 200");
        }
        awaitRefused();
        assertThat(api.exchanges).isEmpty();
    }

    @Test
    void newHandshakesGetTheNewCertificateAndOldConnectionsGoOn() throws Exception {
        Identity next = authority.issue("worker-1");
        try (SSLSocket old = connect(frontDoor)) {
            assertThat(ask(old)).startsWith("HTTP/1.1 200");

            next.replace(worker);
            live.check();

            try (SSLSocket fresh = connect(frontDoor)) {
                assertThat(serial(fresh)).isEqualTo(serial(next));
                assertThat(ask(fresh)).startsWith("HTTP/1.1 200");
            }
            assertThat(ask(old)).startsWith("HTTP/1.1 200");
        }
        assertThat(said).singleElement().asString().contains("CN=worker-1.shop.internal");
    }

    @Test
    void aPairThatDoesNotMatchChangesNothingAndIsToldOfOnce() throws Exception {
        Files.copy(
                authority.issue("worker-1").certificate(),
                worker.certificate(),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        for (int i = 0; i < 4; i++) {
            live.check();
        }

        try (SSLSocket socket = connect(frontDoor)) {
            assertThat(serial(socket)).isEqualTo(serial(worker));
        }
        assertThat(said).singleElement().asString().contains("is not the private key of the first certificate in");
    }

    private void assertRefused(Identity client) throws Exception {
        // In TLS 1.3 a client hears of it only when it reads.
        assertThatThrownBy(() -> {
                    try (SSLSocket socket = connect(client)) {
                        ask(socket);
                    }
                })
                .isInstanceOf(IOException.class);
        awaitRefused();
        assertThat(api.exchanges).isEmpty();
    }

    private void awaitRefused() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (refused.get() == 0) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private SSLSocket connect(Identity client) throws Exception {
        var socket = (SSLSocket) client.context()
                .getSocketFactory()
                .createSocket("127.0.0.1", api.server().port());
        socket.setSoTimeout(20_000);
        socket.startHandshake();
        return socket;
    }

    private static String ask(SSLSocket socket) throws IOException {
        socket.getOutputStream().write(HEALTH.getBytes(StandardCharsets.US_ASCII));
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("the end came after: " + head);
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static BigInteger serial(SSLSocket socket) throws Exception {
        return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber();
    }

    private static BigInteger serial(Identity identity) throws Exception {
        return ((X509Certificate) identity.store().getCertificate("own")).getSerialNumber();
    }
}
