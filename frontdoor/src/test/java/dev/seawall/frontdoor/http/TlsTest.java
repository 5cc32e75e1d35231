package dev.seawall.frontdoor.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seawall.frontdoor.FrontDoorUnderTest;
import dev.seawall.frontdoor.RawClient;
import dev.seawall.frontdoor.RawWorker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** TLS with a certificate from PEM files; ALPN chooses the protocol (RFC 7301). */
class TlsTest {
    private static final char[] PASSWORD = "secret".toCharArray();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(Version.class)
    void bothProtocolsAreServedAndTheWorkerIsToldThatItWasHttps(Version version) throws Exception {
        KeyStore made = keyPair();
        try (var worker = RawWorker.answeringOk();
                var door = FrontDoorUnderTest.with(List.of(https(made)), worker);
                var client = client(made)) {

            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create(
                                    "https://localhost:" + door.door().httpsPort() + "/a"))
                            .version(version)
                            .build(),
                    BodyHandlers.ofString());

            assertThat(answer.version()).isEqualTo(version);
            assertThat(answer.body()).isEqualTo("ok");
            assertThat(worker.next().values("X-Forwarded-Proto")).containsExactly("https");
        }
    }

    @Test
    void cleartextOnTheTlsPortGetsNoAnswerFromAWorker() throws Exception {
        try (var worker = RawWorker.answeringOk();
                var door = FrontDoorUnderTest.with(List.of(https(keyPair())), worker);
                var client = new RawClient(door.door().httpsPort())) {

            client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");

            assertThatThrownBy(client::receive).isInstanceOf(IOException.class);
            assertThat(worker.heads()).isEmpty();
        }
    }

    private String https(KeyStore made) throws Exception {
        Path certificate =
                pem("cert.pem", "CERTIFICATE", made.getCertificate("door").getEncoded());
        Path key = pem("key.pem", "PRIVATE KEY", made.getKey("door", PASSWORD).getEncoded());
        return "https: {host: 127.0.0.1, port: 0, certificate: \"%s\", privateKey: \"%s\"}".formatted(certificate, key);
    }

    private Path pem(String file, String type, byte[] bytes) throws IOException {
        String text = Base64.getMimeEncoder().encodeToString(bytes);
        return Files.writeString(
                folder.resolve(file), "-----BEGIN " + type + "-----\n" + text + "\n-----END " + type + "-----\n");
    }

    private KeyStore keyPair() throws Exception {
        Path store = folder.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-J-XX:TieredStopAtLevel=1",
                        "-J-XX:+UseSerialGC",
                        "-genkeypair",
                        "-alias",
                        "door",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return KeyStore.getInstance(store.toFile(), PASSWORD);
    }

    private static HttpClient client(KeyStore trusted) throws Exception {
        KeyStore anchors = KeyStore.getInstance("PKCS12");
        anchors.load(null, null);
        anchors.setCertificateEntry("door", trusted.getCertificate("door"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(anchors);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(tls).build();
    }
}
