package dev.seawall.deploy.ec2;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * What a bucket is reached by. A place other than AWS is asked by path: it has no host names for buckets. Immutable.
 *
 * @param presigner of URLs for instances
 * @param machinesEndpoint by which those get there; null for AWS
 */
record S3Clients(
        S3Client s3, S3Presigner presigner, @Nullable URI machinesEndpoint) implements AutoCloseable {
    /** Uploads are programs with their libraries: 100 MB through a thin line. */
    private static final Duration UPLOAD = Duration.ofMinutes(30);

    /** Calls nobody yet. */
    static S3Clients of(Connection connection) {
        AwsCredentialsProvider credentials = Clients.credentials(connection);
        Region region = Region.of(connection.region());
        URI endpoint = connection.endpoint();
        var style = S3Configuration.builder()
                .pathStyleAccessEnabled(endpoint != null)
                .build();
        var s3 = S3Client.builder()
                .region(region)
                .credentialsProvider(credentials)
                .httpClient(Clients.http(connection))
                .serviceConfiguration(style)
                .overrideConfiguration(o -> o.apiCallAttemptTimeout(UPLOAD).apiCallTimeout(UPLOAD));
        var presigner = S3Presigner.builder()
                .region(region)
                .credentialsProvider(credentials)
                .serviceConfiguration(style);
        if (endpoint != null) {
            s3.endpointOverride(endpoint);
        }
        if (connection.machinesEndpoint() != null) {
            presigner.endpointOverride(connection.machinesEndpoint());
        }
        return new S3Clients(s3.build(), presigner.build(), connection.machinesEndpoint());
    }

    @Override
    public void close() {
        presigner.close();
        s3.close();
    }
}
