package dev.seawall.frontdoor.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.frontdoor.FrontDoorUnderTest;
import dev.seawall.frontdoor.RawWorker;
import dev.seawall.frontdoor.TestAuthority;
import dev.seawall.frontdoor.TestAuthority.Identity;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates are replaced under a running front door; nobody who is connected, or asks meanwhile, notices. */
class CertificateReloadTest {
    @TempDir
    private static Path folder;

    private static TestAuthority authority;
    private static Identity https;
    private static Identity worker1;

    @BeforeAll
    static void issue() {
        authority = new TestAuthority(folder);
        https = authority.issue("public");
        worker1 = authority.issue("worker-1");
    }

    @Test
    void newHandshakesGetTheNewCertificateAndOldConnectionsGoOn() throws Exception {
        Identity next = authority.issue("public");
        try (var worker = new RawWorker(RawWorker.answer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"), null);
                var door = FrontDoorUnderTest.with(List.of(https()), worker);
                SSLSocket old = connect(door)) {
            assertThat(serial(old)).isEqualTo(serial(https));
            ask(old);

            next.replace(https);

            await(() -> {
                try (SSLSocket fresh = connect(door)) {
                    return serial(fresh).equals(serial(next));
                }
            });
            ask(old);
            assertThat(observations(door)).contains("front-door-1's certificate for https expires in 23 h");
        }
    }

    @Test
    void workersAreShownTheNewCertificateWhileClientsKeepAskingAndNoRequestFails() throws Exception {
        Identity workerTls = authority.issue("front-door-1");
        Identity next = authority.issue("front-door-1");
        var asked = new AtomicInteger();
        var failed = new AtomicInteger();
        var over = new AtomicBoolean();
        try (var worker = new RawWorker(RawWorker.answer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"), worker1);
                var door = FrontDoorUnderTest.with(List.of(workerTls.workerTls()), worker)) {
            List<Thread> clients = List.of(1, 2, 3, 4).stream()
                    .map(each -> Thread.ofVirtual().start(() -> hammer(door, over, asked, failed)))
                    .toList();
            await(() -> asked.get() > 50);

            next.replace(workerTls);

            await(() -> observations(door).contains(serial(next).toString(16)));
            int before = asked.get();
            await(() -> asked.get() > before + 50);
            over.set(true);
            for (Thread client : clients) {
                client.join();
            }
            assertThat(failed).hasValue(0);
            assertThat(observations(door))
                    .contains("\"of\":\"worker-1\"", "CN=worker-1.shop.internal", "certificate of worker-1 expires in")
                    .contains(serial(worker1).toString(16));
            assertThat(get(door, "/metrics"))
                    .contains("seawall_frontdoor_certificate_not_after_seconds{of=\"worker-1\"," + "serial=\""
                            + serial(worker1).toString(16) + "\",subject=\"CN=worker-1.shop.internal\"}");
            assertThat(get(door, "/-/ready")).contains("\"ready\":true");
        }
    }

    @Test
    void anExpiredCertificateOfOnesOwnIsAReasonForGettingNoTraffic() throws Exception {
        Identity expired = authority.issue(List.of("-startdate", "-3d", "-validity", "2"), "front-door-1");
        try (var worker = new RawWorker(RawWorker.answer("HTTP/1.1 200 OK\r\n\r\n"), worker1);
                var door = FrontDoorUnderTest.with(List.of(expired.workerTls()), worker)) {

            assertThat(get(door, "/-/ready"))
                    .contains("workerTls: the certificate CN=front-door-1.shop.internal expired 24 h ago");
        }
    }

    private static void hammer(FrontDoorUnderTest door, AtomicBoolean over, AtomicInteger asked, AtomicInteger failed) {
        try (var client = door.connect()) {
            while (!over.get()) {
                client.send("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc");
                if (client.receive().status() != 200) {
                    failed.incrementAndGet();
                }
                asked.incrementAndGet();
            }
        } catch (Exception e) {
            failed.incrementAndGet();
        }
    }

    private String https() {
        return "https: {host: 127.0.0.1, port: 0, certificate: \"%s\", privateKey: \"%s\"}"
                .formatted(https.certificate(), https.privateKey());
    }

    private SSLSocket connect(FrontDoorUnderTest door) throws Exception {
        var socket = (SSLSocket) https.context()
                .getSocketFactory()
                .createSocket("127.0.0.1", door.door().httpsPort());
        socket.setSoTimeout(10_000);
        socket.startHandshake();
        return socket;
    }

    private static void ask(SSLSocket socket) throws Exception {
        socket.getOutputStream().write("GET /a HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        var answer = new StringBuilder();
        while (!answer.toString().endsWith("\r\n\r\nok")) {
            int next = in.read();
            assertThat(next).as("the end came after: " + answer).isNotNegative();
            answer.append((char) next);
        }
        assertThat(answer).startsWith("HTTP/1.1 200");
    }

    private static BigInteger serial(SSLSocket socket) throws Exception {
        return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber();
    }

    private static BigInteger serial(Identity identity) throws Exception {
        return ((X509Certificate) identity.store().getCertificate("own")).getSerialNumber();
    }

    private static String observations(FrontDoorUnderTest door) throws Exception {
        return get(door, "/-/observations");
    }

    private static String get(FrontDoorUnderTest door, String path) throws Exception {
        var connection = (java.net.HttpURLConnection)
                URI.create("http://127.0.0.1:" + door.door().adminPort() + path)
                        .toURL()
                        .openConnection();
        try (InputStream body =
                connection.getResponseCode() < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.call()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
