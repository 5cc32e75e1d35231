package dev.seawall.deploy.bootstrap;

import dev.seawall.deploy.ec2.Bucket;
import dev.seawall.deploy.ec2.CloudFailure;
import dev.seawall.deploy.tls.DeploymentAuthority;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * The deployment's authority as its bucket keeps it, certificate and private key: whoever may read the bucket can let
 * anyone into the deployment. Made once; of two who make one at the same time, both go on with the first. Immutable.
 */
public record KeptAuthority(Bucket bucket, String deployment) {
    public static final String KEY = "authority/ca.pem";

    public Optional<DeploymentAuthority> find() {
        return bucket.get(KEY).map(pem -> {
            try {
                return DeploymentAuthority.read(new String(pem, StandardCharsets.US_ASCII));
            } catch (IllegalArgumentException e) {
                throw new CloudFailure(
                        "s3://" + bucket.name() + "/" + KEY + " is no authority: " + e.getMessage()
                                + "\nPut back what it was: without it, no machine of the deployment trusts a new one",
                        e);
            }
        });
    }

    public DeploymentAuthority ensure(Instant now) {
        return find().orElseGet(() -> {
            var made = DeploymentAuthority.create(deployment, now);
            return bucket.putFirst(KEY, made.pem().getBytes(StandardCharsets.US_ASCII))
                    ? made
                    : find().orElseThrow(() -> new CloudFailure("s3://" + bucket.name() + "/" + KEY
                            + " was there and is gone: does somebody else delete it?"));
        });
    }
}
