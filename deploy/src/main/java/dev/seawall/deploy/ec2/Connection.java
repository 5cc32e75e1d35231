package dev.seawall.deploy.ec2;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * How AWS, or what stands for it, is reached. Immutable.
 *
 * @param endpoint instead of AWS's own, for all services; null for AWS
 * @param profile of the AWS configuration files; null for the usual chain of credentials
 * @param keys instead of any profile or chain
 * @param machinesEndpoint by which instances reach S3, where it isn't the same
 */
public record Connection(
        @Nullable URI endpoint,
        String region,
        @Nullable String profile,
        @Nullable Keys keys,
        @Nullable URI machinesEndpoint) {

    /** One that is the same for everybody. */
    public Connection(@Nullable URI endpoint, String region, @Nullable String profile, @Nullable Keys keys) {
        this(endpoint, region, profile, keys, endpoint);
    }

    /** An access key that is no secret, for what only plays AWS. */
    public record Keys(String id, String secret) {}
}
