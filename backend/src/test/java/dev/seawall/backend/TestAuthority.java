package dev.seawall.backend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate authority made by the JDK's keytool, and what it signs as PEM files. Thread rule: not thread-safe. */
public final class TestAuthority {
    private static final String SECRET = "secret";

    private final Path folder;
    private int issued;

    /** The files of one identity; {@code store} holds the same for the JDK. */
    public record Identity(Path authority, Path certificate, Path privateKey, KeyStore store) {

        /** Trusts the authority given and shows this one. */
        public SSLContext context() throws GeneralSecurityException {
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, SECRET.toCharArray());
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        }

        /** Puts this one's files where another's are, one after the other. */
        public void replace(Identity other) throws IOException {
            move(certificate, other.certificate);
            move(privateKey, other.privateKey);
        }

        private static void move(Path from, Path to) throws IOException {
            Path beside = Files.copy(from, to.resolveSibling(to.getFileName() + ".new"));
            Files.move(beside, to, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    public TestAuthority(Path folder) {
        this.folder = folder;
        keytool("ca", List.of("-dname", "CN=authority", "-ext", "bc:c=ca:true,pathlen:0", "-ext", "ku:c=keyCertSign"));
    }

    /** For the slots named, of deployment shop; good for a day. */
    public Identity issue(String... slots) {
        return issue(List.of("-validity", "1"), slots);
    }

    /** With options of keytool, such as {@code -startdate -2d}. */
    public Identity issue(List<String> options, String... slots) {
        String names = String.join(
                ",",
                Arrays.stream(slots)
                        .map(slot -> "dns:" + slot + ".shop.internal")
                        .toList());
        String alias = "leaf-" + ++issued;
        List<String> all = new ArrayList<>(
                List.of("-signer", "ca", "-dname", "CN=" + slots[0] + ".shop.internal", "-ext", "san=" + names));
        all.addAll(options);
        keytool(alias, all);
        return identity(alias);
    }

    private void keytool(String alias, List<String> options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
        command.addAll(List.of("-genkeypair", "-alias", alias, "-keyalg", "EC", "-groupname", "secp256r1"));
        command.addAll(List.of("-keystore", folder.resolve("all.p12").toString(), "-storepass", SECRET));
        command.addAll(options);
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException(said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Identity identity(String alias) {
        try {
            var all = KeyStore.getInstance(folder.resolve("all.p12").toFile(), SECRET.toCharArray());
            var own = KeyStore.getInstance("PKCS12");
            own.load(null, null);
            var chain = all.getCertificateChain(alias);
            own.setKeyEntry("own", all.getKey(alias, SECRET.toCharArray()), SECRET.toCharArray(), chain);
            own.setCertificateEntry("authority", all.getCertificate("ca"));
            return new Identity(
                    pem("ca.pem", "CERTIFICATE", all.getCertificate("ca").getEncoded()),
                    pem(alias + "-cert.pem", "CERTIFICATE", chain[0].getEncoded()),
                    pem(
                            alias + "-key.pem",
                            "PRIVATE KEY",
                            all.getKey(alias, SECRET.toCharArray()).getEncoded()),
                    own);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path pem(String file, String type, byte[] der) throws IOException {
        String text = Base64.getMimeEncoder().encodeToString(der);
        return Files.writeString(
                folder.resolve(file), "-----BEGIN " + type + "-----\n" + text + "\n-----END " + type + "-----\n");
    }
}
