package dev.seawall.deploy.bootstrap;

import dev.seawall.deploy.blueprint.Blueprint;
import dev.seawall.deploy.blueprint.NetworkPlan;
import dev.seawall.deploy.blueprint.Role;
import dev.seawall.deploy.bootstrap.MachineSettings.Claim;
import dev.seawall.deploy.ec2.Bucket;
import dev.seawall.deploy.ec2.CloudFailure;
import dev.seawall.deploy.ec2.FirstBoot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what instances fetch, and writes the script that fetches it. User data holds no secret: the slot's first
 * private key is behind a presigned URL of short life.
 *
 * <p>Thread rule: thread-safe; each artifact is read and published by one thread at a time.
 */
public final class MachineBoot implements FirstBoot {
    /** EC2's limit for user data before base64. */
    private static final int MOST_BYTES = 16 * 1024;

    private static final Template SCRIPT = Template.of("first-boot.sh");

    private final Blueprint blueprint;
    private final NetworkPlan network;
    private final Bucket bucket;
    private final BootOptions options;
    private final InstantSource clock;
    private final PublishedProgram frontDoor;
    private final PublishedProgram worker;

    public MachineBoot(
            Blueprint blueprint,
            NetworkPlan network,
            Bucket bucket,
            Path frontDoorJar,
            Path workerJar,
            BootOptions options,
            InstantSource clock) {
        this.blueprint = blueprint;
        this.network = network;
        this.bucket = bucket;
        this.options = options;
        this.clock = clock;
        this.frontDoor = new PublishedProgram("frontdoor", frontDoorJar, bucket);
        this.worker = new PublishedProgram("backend", workerJar, bucket);
    }

    @Override
    public void publish() {
        frontDoor.publish();
        worker.publish();
    }

    @Override
    public String launchHash(String name) {
        var slot = Slot.named(name);
        List<Tar.Entry> entries = new ArrayList<>(bundle(slot, null, ""));
        entries.add(Tar.Entry.of("first-boot", 0644, SCRIPT.text()));
        entries.add(Tar.Entry.of("program", 0644, program(slot).artifact().sha256()));
        return sha256(new Tar(entries)).substring(0, 16);
    }

    @Override
    public String userData(String name, @Nullable String volumeId) {
        var slot = Slot.named(name);
        var artifact = program(slot).publish();
        var now = clock.instant();
        var authority = new KeptAuthority(bucket, blueprint.name()).ensure(now);
        var identity = authority.issue(name, List.of(slot.address(network)), now);
        bucket.put(certificateKey(name), identity.certificatePem().getBytes(StandardCharsets.US_ASCII));
        var claim =
                volumeId == null ? null : new Claim(volumeId, launchTime(name).getEpochSecond());
        String rotation = bucket.url("rotation/" + name + ".cms").toString();
        List<Tar.Entry> entries = new ArrayList<>(bundle(slot, claim, rotation));
        entries.addAll(SlotBundle.identity(authority.certificatePem(), identity));
        var bundle = new Tar(entries);
        String sha256 = sha256(bundle);
        String key = "slots/" + name + "/" + sha256 + ".tar";
        bucket.put(key, bundle.length(), sha256, bundle::open);
        return checked(
                name,
                SCRIPT.inShell(Map.of(
                        "deployment", blueprint.name(),
                        "slot", name,
                        "program", artifact.program(),
                        "volume", volumeId == null ? "" : volumeId,
                        "programUrl",
                                bucket.presign(artifact.key(), options.urlLife())
                                        .toString(),
                        "programSha256", artifact.sha256(),
                        "slotUrl", bucket.presign(key, options.urlLife()).toString(),
                        "slotSha256", sha256,
                        "patienceSeconds", Long.toString(options.patience().toSeconds()))));
    }

    /** Where the certificate that a slot was last given can be read: what is to be sealed for the slot needs it. */
    public static String certificateKey(String slot) {
        return "slots/" + slot + "/cert.pem";
    }

    /**
     * The fence's epoch is the launch's second by S3's clock: it outlives the bucket, the instances and the operator's
     * machine, whose clock may be wrong, and two launches of a slot are further apart than a second.
     */
    private Instant launchTime(String slot) {
        String key = "slots/" + slot + "/launched";
        bucket.put(key, new byte[0]);
        return bucket.modified(key)
                .orElseThrow(() -> new CloudFailure("s3://" + bucket.name() + "/" + key
                        + " was written and is gone: does somebody else delete what is in the bucket?"));
    }

    private List<Tar.Entry> bundle(Slot slot, @Nullable Claim claim, String rotationUrl) {
        String settings = new MachineSettings(blueprint, network).of(slot, claim);
        return SlotBundle.files(slot, blueprint.name(), settings, options, rotationUrl);
    }

    private PublishedProgram program(Slot slot) {
        return slot.role() == Role.WORKER ? worker : frontDoor;
    }

    private static String checked(String slot, String script) {
        int bytes = script.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_BYTES) {
            throw new CloudFailure("the user data of " + slot + " has " + bytes + " bytes, EC2 takes " + MOST_BYTES
                    + " at most: the session token in the presigned URLs may be that long; use other credentials");
        }
        return script;
    }

    private static String sha256(Tar ofTexts) {
        try {
            return ofTexts.sha256();
        } catch (IOException e) {
            throw new IllegalStateException("texts in memory could not be read", e);
        }
    }
}
