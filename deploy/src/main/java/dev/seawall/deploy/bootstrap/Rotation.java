package dev.seawall.deploy.bootstrap;

import dev.seawall.deploy.blueprint.NetworkPlan;
import dev.seawall.deploy.ec2.Bucket;
import dev.seawall.deploy.ec2.CloudFailure;
import dev.seawall.deploy.tls.DeploymentAuthority;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Gives running slots new certificates. What has been done is in the bucket, so that a run that was cut off is taken up
 * by the next one:
 *
 * <table>
 *   <caption>Objects</caption>
 *   <tr><td>{@code authority/rotating}</td><td>there is a run; the slots that it has finished, a line each</td></tr>
 *   <tr><td>{@code slots/<slot>/cert.pem}</td><td>the certificate in use</td></tr>
 *   <tr><td>{@code slots/<slot>/after-<serial>.pem}</td><td>the one to follow the one with that serial</td></tr>
 *   <tr><td>{@code rotation/<slot>.cms}</td><td>the same with its key, sealed for the key in use</td></tr>
 * </table>
 *
 * <p>Not thread-safe.
 */
public final class Rotation {
    private static final String RUN = "authority/rotating";

    private final Bucket bucket;
    private final NetworkPlan network;
    private final DeploymentAuthority authority;
    private final Instant now;
    private final Set<String> finished;

    /**
     * Begins a run, or takes up the one that was cut off.
     *
     * @throws CloudFailure when the deployment has no authority
     */
    public Rotation(Bucket bucket, String deployment, NetworkPlan network, InstantSource clock) {
        this.bucket = bucket;
        this.network = network;
        this.now = clock.instant();
        this.authority = new KeptAuthority(bucket, deployment)
                .find()
                .orElseThrow(() -> new CloudFailure("s3://" + bucket.name() + "/" + KeptAuthority.KEY
                        + " is not there: nothing of " + deployment + " has been launched, or the bucket was emptied."
                        + " ./seawall up launches it"));
        this.finished = new TreeSet<>(
                text(RUN).map(slots -> Arrays.asList(slots.split("\n", -1))).orElse(List.of()));
        finished.remove("");
    }

    /** What an earlier run that was cut off has finished. */
    public Set<String> finished() {
        return Set.copyOf(finished);
    }

    /**
     * Puts a slot's next certificate where the slot finds it, unless that has been done.
     *
     * @param shown the serials that the slot shows now; empty when nobody has seen it
     * @return the serial that the slot is to show
     */
    public String prepare(String slot, Collection<String> shown) {
        String last = text(MachineBoot.certificateKey(slot))
                .orElseThrow(() -> new CloudFailure("s3://" + bucket.name() + "/" + MachineBoot.certificateKey(slot)
                        + " is not there: " + slot + " has not been launched; ./seawall up launches it"));
        String serial = serial(last);
        Optional<String> pending = text(nextKey(slot, serial));
        if (pending.isPresent() && bucket.holds(envelopeKey(slot))) {
            return serial(pending.get());
        }
        if (!shown.isEmpty() && !shown.contains(serial)) {
            throw new CloudFailure(
                    slot + " shows the certificate " + String.join(", ", shown) + ", where the bucket has " + serial
                            + ": nothing can be sealed for it. ./seawall replace " + slot + " gives it a new one");
        }
        put(RUN, String.join("\n", finished));
        var next = authority.issue(slot, List.of(Slot.named(slot).address(network)), now);
        put(nextKey(slot, serial), next.certificatePem());
        bucket.put(envelopeKey(slot), authority.envelope(next, last));
        return serial(next.certificatePem());
    }

    /** The slot shows its new certificate: that is now the one in use. */
    public void finish(String slot) {
        String before = serial(text(MachineBoot.certificateKey(slot)).orElseThrow());
        String next = text(nextKey(slot, before)).orElseThrow();
        put(MachineBoot.certificateKey(slot), next);
        finished.add(slot);
        put(RUN, String.join("\n", finished));
        bucket.delete(envelopeKey(slot));
        bucket.delete(nextKey(slot, before));
    }

    /** All slots are finished: the next run rotates every one again. */
    public void end() {
        bucket.delete(RUN);
    }

    private static String envelopeKey(String slot) {
        return "rotation/" + slot + ".cms";
    }

    private static String nextKey(String slot, String serial) {
        return "slots/" + slot + "/after-" + serial + ".pem";
    }

    private static String serial(String pem) {
        return DeploymentAuthority.serial(pem);
    }

    private Optional<String> text(String key) {
        return bucket.get(key).map(bytes -> new String(bytes, StandardCharsets.US_ASCII));
    }

    private void put(String key, String text) {
        bucket.put(key, text.getBytes(StandardCharsets.US_ASCII));
    }
}
