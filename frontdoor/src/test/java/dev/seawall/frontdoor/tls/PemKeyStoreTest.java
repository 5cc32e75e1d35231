package dev.seawall.frontdoor.tls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** PEM files made by the JDK's keytool, and broken ones. */
class PemKeyStoreTest {
    private static final String SERVER = "server";
    private static final char[] PASSWORD = "secret".toCharArray();

    @TempDir
    private static Path stores;

    private static KeyStore one;
    private static KeyStore other;

    @TempDir
    private Path folder;

    @BeforeAll
    static void makeTwoPairs() throws Exception {
        one = keytool("EC", "256", "one");
        other = keytool("EC", "256", "other");
    }

    @ParameterizedTest
    @CsvSource({"RSA,2048", "EC,384", "Ed25519,"})
    void aChainAndItsKeyComeBackWhole(String algorithm, String bits) throws Exception {
        KeyStore made = keytool(algorithm, bits, algorithm);
        Path certificate = write(
                "cert.pem",
                "the server's own:\n" + pem("CERTIFICATE", certificate(made, 0)) + "\r\nand its issuer: caf\u00E9\r\n"
                        + pem("CERTIFICATE", certificate(made, 1)).replace("\n", "\r\n"));
        Path privateKey = write("key.pem", pem("PRIVATE KEY", key(made)));

        KeyStore store = PemKeyStore.load(certificate, privateKey, PASSWORD);

        assertThat(store.getKey("server", PASSWORD).getEncoded()).isEqualTo(key(made));
        assertThat(store.getCertificateChain("server")).containsExactly(made.getCertificateChain(SERVER));
    }

    @Test
    void aKeyOfAnotherCertificateIsRefused() throws Exception {
        Path certificate = write("cert.pem", pem("CERTIFICATE", certificate(one, 0)));
        Path privateKey = write("key.pem", pem("PRIVATE KEY", key(other)));

        assertThatThrownBy(() -> PemKeyStore.load(certificate, privateKey, PASSWORD))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("key.pem is not the private key of the first certificate in ");
    }

    @Test
    void certificatesThatDoNotFollowEachOtherAreRefused() throws Exception {
        Path certificate =
                write("cert.pem", pem("CERTIFICATE", certificate(one, 0)) + pem("CERTIFICATE", certificate(other, 0)));
        Path privateKey = write("key.pem", pem("PRIVATE KEY", key(one)));

        assertThatThrownBy(() -> PemKeyStore.load(certificate, privateKey, PASSWORD))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(certificate + " is not a chain: the server's own certificate must come first");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ENCRYPTED PRIVATE KEY | encrypted key; decrypt it: openssl pkcs8 -in ",
                "RSA PRIVATE KEY | openssl pkcs8 -topk8 -nocrypt -in ",
                "EC PRIVATE KEY | openssl pkcs8 -topk8 -nocrypt -in ",
                "EC PARAMETERS | holds no \"-----BEGIN PRIVATE KEY-----\"",
                "PRIVATE KEY | holds a key that is none of RSA, EC, Ed25519, Ed448"
            })
    void aKeyThatCannotBeUsedComesWithWhatToDo(String label, String advice) throws Exception {
        Path certificate = write("cert.pem", pem("CERTIFICATE", certificate(one, 0)));
        Path privateKey = write("key.pem", pem(label, new byte[] {1, 2, 3}));

        assertThatThrownBy(() -> PemKeyStore.load(certificate, privateKey, PASSWORD))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(privateKey.toString())
                .hasMessageContaining(advice);
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Path nowhere = folder.resolve("nowhere.pem");

        assertThatThrownBy(() -> PemKeyStore.load(nowhere, nowhere, PASSWORD))
                .isInstanceOf(IOException.class)
                .hasMessage("there is no file " + nowhere);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nothing here | holds no \"-----BEGIN CERTIFICATE-----\"",
                "-----BEGIN CERTIFICATE-----AQID-----END CERTIFICATE----- | holds a certificate that can't be read",
                "-----BEGIN CERTIFICATE-----AQI*-----END CERTIFICATE----- | is not base64"
            })
    void aCertificateThatCannotBeReadSaysWhatWasFound(String pem, String observed) throws Exception {
        Path certificate = write("cert.pem", pem);

        assertThatThrownBy(() -> PemKeyStore.load(certificate, certificate, PASSWORD))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(certificate.toString())
                .hasMessageContaining(observed);
    }

    /** A key pair whose certificate an issuer of its own has signed. */
    private static KeyStore keytool(String algorithm, String bits, String name) throws Exception {
        Path file = stores.resolve(name + ".p12");
        String common = "-genkeypair -validity 2 -storetype PKCS12 -storepass secret -keystore " + file + " -keyalg "
                + algorithm + (bits == null ? "" : " -keysize " + bits);
        keytool(common + " -alias issuer -dname CN=issuer -ext bc:c");
        keytool(common + " -alias " + SERVER + " -dname CN=localhost -signer issuer");
        return KeyStore.getInstance(file.toFile(), PASSWORD);
    }

    private static void keytool(String arguments) throws Exception {
        Path log = stores.resolve("keytool.log");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process = new ProcessBuilder(
                        (keytool + " -J-XX:TieredStopAtLevel=1 -J-XX:+UseSerialGC " + arguments).split(" "))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    }

    private static byte[] certificate(KeyStore store, int place) throws Exception {
        return store.getCertificateChain(SERVER)[place].getEncoded();
    }

    private static byte[] key(KeyStore store) throws Exception {
        return store.getKey(SERVER, PASSWORD).getEncoded();
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + label + "-----\n";
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text, UTF_8);
    }
}
