package dev.seawall.deploy.ec2;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;

/** How every client of the SDK is set up: where it calls, as whom, and for how long it waits. Stateless. */
final class Clients {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration READ = Duration.ofSeconds(30);
    private static final Duration ATTEMPT = Duration.ofSeconds(40);
    private static final Duration CALL = Duration.ofMinutes(3);

    /** Throttled calls wait longer each time: eight attempts are a minute or so. */
    static final int ATTEMPTS = 8;

    private Clients() {}

    /** Adaptive (ADAPTIVE_V2 in the SDK's words): also slows down by itself while it is throttled. */
    static RetryStrategy patient() {
        return AwsRetryStrategy.adaptiveRetryStrategy().toBuilder()
                .maxAttempts(ATTEMPTS)
                .build();
    }

    /** Without TLS where the endpoint has none: setting that up takes a tenth of a second. */
    static SdkHttpClient http(Connection connection) {
        if (connection.endpoint() != null && "http".equals(connection.endpoint().getScheme())) {
            return UrlConnectionHttpClient.create(Clients::plain);
        }
        return UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECT)
                .socketTimeout(READ)
                .build();
    }

    private static HttpURLConnection plain(URI uri) {
        try {
            var connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setConnectTimeout((int) CONNECT.toMillis());
            connection.setReadTimeout((int) READ.toMillis());
            return connection;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static AwsCredentialsProvider credentials(Connection connection) {
        var keys = connection.keys();
        if (keys != null) {
            return StaticCredentialsProvider.create(AwsBasicCredentials.create(keys.id(), keys.secret()));
        }
        var chain = DefaultCredentialsProvider.builder();
        if (connection.profile() != null) {
            chain.profileName(connection.profile());
        }
        return chain.build();
    }

    static <B extends AwsClientBuilder<B, ?>> B configure(
            B builder, Connection connection, AwsCredentialsProvider credentials, RetryStrategy retries) {
        builder.region(Region.of(connection.region())).credentialsProvider(credentials);
        builder.overrideConfiguration(
                o -> o.apiCallAttemptTimeout(ATTEMPT).apiCallTimeout(CALL).retryStrategy(retries));
        if (connection.endpoint() != null) {
            builder.endpointOverride(connection.endpoint());
        }
        return builder;
    }

    /**
     * Sets clients up that call nobody, so that the SDK's classes are there when they are needed: for a thread beside the
     * one that reads the command and the blueprint meanwhile.
     */
    static void warmUp() {
        var nobody = new Connection(
                URI.create("http://127.0.0.1:9"), "us-east-1", null, new Connection.Keys("nobody", "nobody"));
        new Ec2Account(nobody).close();
        S3Clients.client(nobody).close();
    }
}
