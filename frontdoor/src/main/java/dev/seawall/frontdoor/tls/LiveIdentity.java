package dev.seawall.frontdoor.tls;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * An identity that follows its files: once a whole and matching set stands in them, handshakes from then on use it and
 * connections that stand go on as they are. A set that can't be used changes nothing and is told of once.
 *
 * <p>Thread rule: {@link #check} by one timer; the rest from any thread.
 */
public final class LiveIdentity {
    private final String key;
    private final TlsFiles files;
    private final Consumer<String> changes;
    private volatile TlsIdentity current;
    private volatile Consumer<TlsIdentity> listener = identity -> {};
    private String inUse;
    private String doubtful = "";
    private String refused = "";

    private LiveIdentity(String key, TlsFiles files, Consumer<String> changes, String fingerprint) throws IOException {
        this.key = key;
        this.files = files;
        this.changes = changes;
        this.inUse = fingerprint;
        this.current = TlsIdentity.load(files);
    }

    /**
     * Reads it for the first time.
     *
     * @param key of the configuration, for sentences
     * @param changes told as a sentence what became of changed files
     * @throws IOException whose message says which file, what was found in it and what to do
     */
    public static LiveIdentity load(String key, TlsFiles files, Consumer<String> changes) throws IOException {
        return new LiveIdentity(key, files, changes, files.fingerprint());
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
        String seen = files.fingerprint();
        if (seen.equals(inUse) || seen.equals(refused)) {
            return;
        }
        TlsIdentity next;
        try {
            next = TlsIdentity.load(files);
        } catch (IOException e) {
            onUnusable(seen, String.valueOf(e.getMessage()));
            return;
        }
        if (files.fingerprint().equals(seen)) {
            current = next;
            inUse = seen;
            refused = "";
            listener.accept(next);
            changes.accept(key + ": handshakes use the certificate "
                    + next.certificate().subject() + ", serial "
                    + next.certificate().serial() + ", from now on; it expires at "
                    + next.certificate().notAfter());
        }
    }

    /** One file is replaced after the other: what is seen once may be half of a new pair. */
    private void onUnusable(String seen, String finding) {
        if (seen.equals(doubtful)) {
            refused = seen;
            changes.accept(key + ": the changed files can't be used, and the certificate with serial "
                    + current.certificate().serial() + " stays: " + finding);
        }
        doubtful = seen;
    }

    /** Why nobody will take this identity; empty as long as it is good. */
    public List<String> reasons(Instant now) {
        CertificateFacts certificate = current.certificate();
        return certificate.hasExpired(now)
                ? List.of(key + ": the certificate " + certificate.subject() + " " + certificate.expiry(now)
                        + "; put a new one in " + files.certificate() + " and its key in " + files.privateKey())
                : List.of();
    }
}
