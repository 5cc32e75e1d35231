package dev.seawall.deploy.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seawall.deploy.lab.LabConfig;
import dev.seawall.deploy.lab.PretendMachines;
import dev.seawall.deploy.lab.SmallEc2;
import dev.seawall.deploy.lab.wire.ApiError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The bucket as the SDK drives it, over the wire. */
class BucketTest {
    private static final String HELLO = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    private final PretendMachines machines = new PretendMachines();
    private SmallEc2 ec2;
    private Bucket bucket;

    @BeforeEach
    void start() throws IOException {
        ec2 = SmallEc2.start(LabConfig.of(machines, machines));
        bucket = bucket(ec2.endpoint());
        bucket.ensure("shop");
    }

    private static Connection connection(URI endpoint) {
        return new Connection(endpoint, "us-east-1", null, new Connection.Keys("lab", "lab"));
    }

    private static Bucket bucket(URI endpoint) {
        return Bucket.of(Bucket.nameOf("shop", "123456789012", "us-east-1"), connection(endpoint));
    }

    @AfterEach
    void stop() {
        bucket.close();
        ec2.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static HttpResponse<String> open(URI url) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void whatIsPutComesBack() {
        assertThat(bucket.holds("artifacts/a")).isFalse();
        assertThat(bucket.get("artifacts/a")).isEmpty();

        bucket.put("artifacts/a", bytes("hello"));

        assertThat(bucket.holds("artifacts/a")).isTrue();
        assertThat(bucket.get("artifacts/a"))
                .hasValueSatisfying(got -> assertThat(got).isEqualTo(bytes("hello")));
        assertThat(bucket.modified("artifacts/a"))
                .hasValueSatisfying(
                        at -> assertThat(Duration.between(at, Instant.now())).isLessThan(Duration.ofMinutes(1)));
    }

    @Test
    void aStreamThatIsNotWhatItsNameSaysIsRefused() {
        bucket.put("artifacts/a", 5, HELLO, () -> new ByteArrayInputStream(bytes("hello")));

        assertThatThrownBy(() -> bucket.put("artifacts/b", 5, HELLO, () -> new ByteArrayInputStream(bytes("hallo"))))
                .isInstanceOf(CloudFailure.class)
                .hasMessageContaining("BadDigest");
        assertThat(bucket.holds("artifacts/a")).isTrue();
        assertThat(bucket.holds("artifacts/b")).isFalse();
    }

    @Test
    void ofManyWhoPutFirstOneDoes() {
        var first = new AtomicInteger();

        IntStream.range(0, 8).parallel().forEach(i -> {
            if (bucket.putFirst("authority/ca.pem", bytes("authority " + i))) {
                first.incrementAndGet();
            }
        });

        assertThat(first).hasValue(1);
        assertThat(bucket.putFirst("authority/ca.pem", bytes("another"))).isFalse();
    }

    @Test
    void aPresignedUrlOpensOneObjectForAnyone() throws Exception {
        bucket.put("slots/worker-1/x.tar", bytes("hello"));

        var answer = open(bucket.presign("slots/worker-1/x.tar", Duration.ofMinutes(5)));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("hello");
        assertThat(open(bucket.url("slots/worker-1/x.tar")).statusCode()).isEqualTo(403);
    }

    @Test
    void onlyWhatIsToBeRotatedIsReadUnsignedAndOnlyThroughTheEndpoint() throws Exception {
        bucket.put("rotation/worker-1.cms", bytes("sealed"));
        bucket.put("slots/worker-1/x.tar", bytes("secret"));
        URI rotation = bucket.url("rotation/worker-1.cms");
        assertThat(open(rotation).statusCode()).isEqualTo(403);

        bucket.allowRotationThrough("vpce-0a1b2c3d4e5f60001");
        assertThat(open(rotation).statusCode()).as("no such endpoint").isEqualTo(403);

        bucket.allowRotationThrough(endpoint());
        assertThat(open(rotation).body()).isEqualTo("sealed");
        assertThat(open(bucket.url("slots/worker-1/x.tar")).statusCode()).isEqualTo(403);
        assertThat(open(bucket.url("rotation/worker-2.cms")).statusCode()).isIn(403, 404);
    }

    private String endpoint() {
        try (var account = new Ec2Account(connection(ec2.endpoint()))) {
            String vpc = account.repeating()
                    .createVpc(r -> r.cidrBlock("10.61.0.0/16"))
                    .vpc()
                    .vpcId();
            return account.repeating()
                    .createVpcEndpoint(r -> r.vpcId(vpc).serviceName("com.amazonaws.us-east-1.s3"))
                    .vpcEndpoint()
                    .vpcEndpointId();
        }
    }

    @Test
    void ensuringAgainAndFromTwoSidesIsHarmless() {
        bucket.put("artifacts/a", bytes("hello"));

        bucket.ensure("shop");

        assertThat(bucket.holds("artifacts/a")).isTrue();
    }

    @Test
    void everythingGoesAtTheEndHoweverMuchItIs() {
        IntStream.range(0, 103).forEach(i -> bucket.put("slots/worker-1/" + i, bytes("hello")));
        assertThat(bucket.keys("slots/")).hasSize(103);

        bucket.deleteAll();
        bucket.deleteAll();

        assertThat(bucket.exists()).isFalse();
    }

    @Test
    void aRefusalSaysWhatWasAsked() {
        ec2.faults().refuse("PutObject", 1, new ApiError(403, "AccessDenied", "Access Denied"));

        assertThatThrownBy(() -> bucket.put("artifacts/a", bytes("hello")))
                .isInstanceOf(CloudFailure.class)
                .hasMessageContaining(
                        "failed to put s3://seawall-shop-123456789012-us-east-1/artifacts/a: AccessDenied");
    }
}
