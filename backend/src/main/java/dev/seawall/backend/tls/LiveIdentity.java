package dev.seawall.backend.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * An identity that follows its files: once a whole and matching set stands in them, handshakes from then on use it and
 * connections that stand go on as they are. A set that can't be used changes nothing and is told of once.
 *
 * <p>Thread rule: {@link #check} by one timer; the rest from any thread.
 */
public final class LiveIdentity {
    private final TlsConfig files;
    private final String deployment;
    private final Consumer<String> changes;
    private volatile TlsIdentity current;
    private volatile Consumer<TlsIdentity> listener = identity -> {};
    private int inUse;
    private int doubtful;
    private int refused;

    /**
     * Reads it for the first time.
     *
     * @param changes told as a sentence what became of changed files
     * @throws IOException whose message says which file and what was found in it
     */
    public LiveIdentity(TlsConfig files, String deployment, Consumer<String> changes) throws IOException {
        this.files = files;
        this.deployment = deployment;
        this.changes = changes;
        this.inUse = fingerprint();
        this.current = TlsIdentity.load(files, deployment);
    }

    public TlsIdentity current() {
        return current;
    }

    /** Has one told of every identity that takes over from now on. */
    public void onChange(Consumer<TlsIdentity> then) {
        listener = then;
    }

    /** Looks at the files: to be called every second or so. */
    public void check() {
        int seen = fingerprint();
        if (seen == inUse || seen == refused) {
            return;
        }
        TlsIdentity next;
        try {
            next = TlsIdentity.load(files, deployment);
        } catch (IOException e) {
            onUnusable(seen, String.valueOf(e.getMessage()));
            return;
        }
        if (fingerprint() == seen) {
            current = next;
            inUse = seen;
            refused = 0;
            listener.accept(next);
            changes.accept(
                    "tls: handshakes use the certificate " + next.certificate().subject() + ", serial "
                            + next.certificate().serial() + ", from now on; it expires at "
                            + next.certificate().notAfter());
        }
    }

    /** One file is replaced after the other: what is seen once may be half of a new pair. */
    private void onUnusable(int seen, String finding) {
        if (seen == doubtful) {
            refused = seen;
            changes.accept("tls: the changed files can't be used, and the certificate with serial "
                    + current.certificate().serial() + " stays: " + finding);
        }
        doubtful = seen;
    }

    private int fingerprint() {
        int all = 1;
        for (Path file : List.of(files.authority(), files.certificate(), files.privateKey())) {
            try {
                all = 31 * all + Arrays.hashCode(Files.readAllBytes(file));
            } catch (IOException e) {
                all *= 31;
            }
        }
        return all;
    }

    /** Why nobody will take this identity; empty as long as it is good. */
    public List<String> reasons(Instant now) {
        CertificateFacts certificate = current.certificate();
        return certificate.hasExpired(now)
                ? List.of("tls: the certificate " + certificate.subject() + " " + certificate.expiry(now)
                        + "; put a new one in " + files.certificate() + " and its key in " + files.privateKey())
                : List.of();
    }
}
