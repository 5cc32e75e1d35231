package dev.seawall.deploy.ec2;

import java.time.Duration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** How a bucket is reached: a place other than AWS is asked by path, for it has no host names for buckets. Stateless. */
final class S3Clients {
    /** Uploads are programs with their libraries: 100 MB through a thin line. */
    private static final Duration UPLOAD = Duration.ofMinutes(30);

    private S3Clients() {}

    /** Calls nobody yet. */
    static S3Client client(Connection connection) {
        var s3 = S3Client.builder()
                .region(Region.of(connection.region()))
                .credentialsProvider(Clients.credentials(connection))
                .httpClient(Clients.http(connection))
                .serviceConfiguration(style(connection))
                .overrideConfiguration(o -> o.apiCallAttemptTimeout(UPLOAD).apiCallTimeout(UPLOAD));
        if (connection.endpoint() != null) {
            s3.endpointOverride(connection.endpoint());
        }
        return s3.build();
    }

    /** Signs URLs and calls nobody; to be closed. Most commands need none, and it is half of what S3 takes to set up. */
    static S3Presigner presigner(Connection connection) {
        var presigner = S3Presigner.builder()
                .region(Region.of(connection.region()))
                .credentialsProvider(Clients.credentials(connection))
                .serviceConfiguration(style(connection));
        if (connection.machinesEndpoint() != null) {
            presigner.endpointOverride(connection.machinesEndpoint());
        }
        return presigner.build();
    }

    private static S3Configuration style(Connection connection) {
        return S3Configuration.builder()
                .pathStyleAccessEnabled(connection.endpoint() != null)
                .build();
    }
}
