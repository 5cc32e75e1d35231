package dev.seawall.deploy.ec2;

import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.sts.StsClient;

/** One account in one region, as the rest of this package calls it. Thread-safe. */
final class Ec2Account implements AutoCloseable {
    private final SdkHttpClient http;
    private final Ec2Client repeating;
    private final Ec2Client once;
    private final Supplier<StsClient> sts;

    Ec2Account(Connection connection) {
        var credentials = Clients.credentials(connection);
        http = Clients.http(connection);
        repeating = Clients.configure(Ec2Client.builder(), connection, credentials, Clients.patient())
                .httpClient(http)
                .build();
        var onlyWhenThrottled = DefaultRetryStrategy.standardStrategyBuilder()
                // These would try again after any broken connection.
                .useClientDefaults(false)
                .retryOnException(AwsErrors::isThrottled)
                .treatAsThrottling(AwsErrors::isThrottled)
                .maxAttempts(Clients.ATTEMPTS)
                .build();
        once = Clients.configure(Ec2Client.builder(), connection, credentials, onlyWhenThrottled)
                .httpClient(http)
                .build();
        sts = () -> Clients.configure(StsClient.builder(), connection, credentials, Clients.patient())
                .httpClient(http)
                .build();
    }

    /** For calls that may arrive twice: questions, calls with a token, and calls that set what is so already. */
    Ec2Client repeating() {
        return repeating;
    }

    /** For calls that make something new each time they arrive: tried again only when surely nothing happened. */
    Ec2Client once() {
        return once;
    }

    /** The twelve digits of whoever's credentials these are. */
    String number() {
        try (var client = sts.get()) {
            return ask("learn the account's number", () -> client.getCallerIdentity()
                    .account());
        }
    }

    /** Translates a failure to a sentence: {@code failed to <asked>: …}. */
    static <T> T ask(String asked, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw AwsErrors.failure(asked, e);
        }
    }

    @Override
    public void close() {
        repeating.close();
        once.close();
        http.close();
    }
}
