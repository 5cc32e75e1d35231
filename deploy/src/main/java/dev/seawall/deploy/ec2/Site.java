package dev.seawall.deploy.ec2;

import dev.seawall.deploy.plan.SeenResource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/**
 * Where a deployment is being built: the account, and the id of every resource that is there so far. Thread-safe: the
 * steps of a {@link StepGraph} share it.
 */
final class Site {
    /** How often an answer that never came is looked for before the call is made again. */
    private static final int LOOKS = 4;

    private final CloudTarget target;
    private final Ec2Account account;
    private final Waiting waiting;
    private final Map<String, String> ids = new ConcurrentHashMap<>();
    private final List<SeenResource> seen;

    Site(CloudTarget target, Ec2Account account, LongSupplier nanoTime, Inventory inventory, List<SeenResource> seen) {
        this.target = target;
        this.account = account;
        this.waiting = new Waiting(target.timing(), nanoTime);
        this.seen = List.copyOf(seen);
        seen.stream().filter(one -> !one.isGone()).forEach(one -> ids.putIfAbsent(one.name(), one.id()));
        if (!inventory.s3PrefixList().isEmpty()) {
            ids.put(Rule.S3, inventory.s3PrefixList());
        }
    }

    CloudTarget target() {
        return target;
    }

    Waiting waiting() {
        return waiting;
    }

    Ec2Client ec2() {
        return account.repeating();
    }

    Ec2Client once() {
        return account.once();
    }

    List<SeenResource> seen() {
        return seen;
    }

    /** The id of a resource that steps before this one have made sure of. */
    String id(String name) {
        String id = ids.get(name);
        if (id == null) {
            throw new CloudFailure("found no " + name + " of " + target.deployment() + " in "
                    + target.connection().region() + "; ./seawall up makes what is missing");
        }
        return id;
    }

    boolean has(String name) {
        return ids.containsKey(name);
    }

    void know(String name, String id) {
        ids.put(name, id);
    }

    Map<String, String> ids() {
        return Map.copyOf(ids);
    }

    TagSpecification tags(ResourceType type, String name) {
        return Labels.at(type, Labels.of(target.deployment(), name));
    }

    /**
     * The token of a creation: the same for the same thing wanted in the same VPC, however often it is asked for. A
     * deployment that was taken down and is built again has another VPC, and so other tokens.
     */
    String token(String name, String... parameters) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            String all = String.join("\n", target.deployment(), name, id(Topology.VPC), String.join("\n", parameters));
            return HexFormat.of().formatHex(digest.digest(all.getBytes(StandardCharsets.UTF_8)), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * Creates what EC2 gives no token for: looks first, and when an answer got lost, looks again before creating again. Two
     * of a kind can still come out when EC2 hides the first for long; the next plan sees and removes the unused one.
     *
     * @param lookUp the id, empty when there is none
     */
    String createOnce(String name, Supplier<String> lookUp, Supplier<String> create) {
        String there = lookUp.get();
        if (!there.isEmpty()) {
            know(name, there);
            return "found " + there;
        }
        try {
            String made = waiting.visible(create);
            know(name, made);
            return "created " + made;
        } catch (SdkException e) {
            if (!AwsErrors.mayHaveHappened(e) && !AwsErrors.existsAlready(e)) {
                throw AwsErrors.failure("create " + name, e);
            }
        }
        for (int look = 0; look < LOOKS && there.isEmpty(); look++) {
            waiting.pause();
            there = lookUp.get();
        }
        if (there.isEmpty()) {
            there = Ec2Account.ask("create " + name, () -> waiting.visible(create));
        }
        know(name, there);
        return "created " + there;
    }
}
