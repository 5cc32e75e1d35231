package dev.seawall.deploy.ec2;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CreateBucketConfiguration;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.presigner.model.GetObjectPresignRequest;

/**
 * The deployment's bucket: what instances fetch at their first boot, and the authority that vouches for them. Nobody but
 * the account may read it, apart from {@code rotation/}, whose content is encrypted. Thread-safe.
 */
public final class Bucket implements AutoCloseable {
    /** Of a listing; S3 gives at most 1000 at once. */
    private static final int PAGE = 100;

    private final String name;
    private final Connection connection;
    private final S3Client s3;

    /** Bytes that can be read again from the start when an upload has to be tried again. */
    public interface Source {
        InputStream open() throws IOException;
    }

    private Bucket(String name, Connection connection) {
        this.name = name;
        this.connection = connection;
        this.s3 = S3Clients.client(connection);
    }

    public static String nameOf(String deployment, String account, String region) {
        return "seawall-" + deployment + "-" + account + "-" + region;
    }

    /** Calls nobody yet. */
    public static Bucket of(String name, Connection connection) {
        return new Bucket(name, connection);
    }

    public String name() {
        return name;
    }

    public boolean exists() {
        return calling("ask for bucket " + name, () -> {
            try {
                s3.headBucket(r -> r.bucket(name));
                return true;
            } catch (S3Exception e) {
                if (e.statusCode() == 404) {
                    return false;
                }
                throw e.statusCode() == 403 || e.statusCode() == 301 ? new CloudFailure(taken(e), e) : e;
            }
        });
    }

    private String taken(S3Exception answer) {
        return "bucket " + name + " exists, but not for these credentials in " + connection.region() + " (S3 answered "
                + answer.statusCode() + "): it is another account's or another region's. See --profile and --region";
    }

    /** Makes it unless it is there. New buckets block all public access by themselves, and encrypt what they hold. */
    public void ensure(String deployment) {
        if (exists()) {
            return;
        }
        var configuration = CreateBucketConfiguration.builder()
                .tags(tag("seawall:deployment", deployment), tag("seawall:name", "bucket"));
        if (!connection.region().equals("us-east-1")) {
            configuration.locationConstraint(connection.region());
        }
        var request = CreateBucketRequest.builder()
                .bucket(name)
                .createBucketConfiguration(configuration.build())
                .build();
        calling("create bucket " + name, () -> {
            try {
                return s3.createBucket(request);
            } catch (S3Exception e) {
                if (!AwsErrors.code(e).equals("BucketAlreadyOwnedByYou")) {
                    throw e;
                }
                return null;
            }
        });
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    public boolean holds(String key) {
        return modified(key).isPresent();
    }

    /** When the object was last written, by S3's clock. */
    public Optional<Instant> modified(String key) {
        return calling("look for " + where(key), () -> {
            try {
                return Optional.of(s3.headObject(r -> r.bucket(name).key(key)).lastModified());
            } catch (S3Exception e) {
                if (e.statusCode() == 404) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    /** S3 refuses the bytes if they turn out not to have this SHA-256 (in hex). */
    public void put(String key, long length, String sha256, Source source) {
        var body = RequestBody.fromContentProvider(() -> opened(key, source), length, "application/octet-stream");
        calling("put " + where(key), () -> s3.putObject(described(key, sha256).build(), body));
    }

    public void put(String key, byte[] bytes) {
        calling(
                "put " + where(key),
                () -> s3.putObject(described(key, sha256(bytes)).build(), RequestBody.fromBytes(bytes)));
    }

    /** False when there is such an object already, and nothing was done: of two who try, one gets true. */
    public boolean putFirst(String key, byte[] bytes) {
        var request = described(key, sha256(bytes)).ifNoneMatch("*").build();
        return calling("put " + where(key), () -> {
            try {
                s3.putObject(request, RequestBody.fromBytes(bytes));
                return true;
            } catch (S3Exception e) {
                // 409: another's attempt is just under way; the SDK has tried again and given up.
                if (e.statusCode() == 412 || e.statusCode() == 409) {
                    return false;
                }
                throw e;
            }
        });
    }

    private PutObjectRequest.Builder described(String key, String sha256) {
        String checksum = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256));
        return PutObjectRequest.builder().bucket(name).key(key).checksumSHA256(checksum);
    }

    private InputStream opened(String key, Source source) {
        try {
            return source.open();
        } catch (IOException e) {
            throw new CloudFailure("failed to put " + where(key) + ": " + e.getMessage(), e);
        }
    }

    public Optional<byte[]> get(String key) {
        return calling("get " + where(key), () -> {
            try {
                return Optional.of(
                        s3.getObjectAsBytes(r -> r.bucket(name).key(key)).asByteArray());
            } catch (S3Exception e) {
                if (e.statusCode() == 404) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    /** A URL by which anyone can read the object for a while: no longer than the credentials themselves are good. */
    public URI presign(String key, Duration life) {
        var request = GetObjectPresignRequest.builder()
                .signatureDuration(life)
                .getObjectRequest(r -> r.bucket(name).key(key))
                .build();
        return calling("sign a URL of " + where(key), () -> {
            try (var presigner = S3Clients.presigner(connection)) {
                return uri(presigner.presignGetObject(request).url());
            }
        });
    }

    /** The object's plain URL, as instances reach it. */
    public URI url(String key) {
        return uri(s3.utilities().getUrl(r -> r.bucket(name).key(key).endpoint(connection.machinesEndpoint())));
    }

    private static URI uri(URL url) {
        return URI.create(url.toString());
    }

    /**
     * Lets who comes through this VPC endpoint read {@code rotation/}, unsigned, and nothing else. S3 doesn't count a
     * policy that is tied to a fixed endpoint as public, so that public access stays blocked.
     */
    public void allowRotationThrough(String endpointId) {
        String partition = Region.of(connection.region()).metadata().partition().id();
        String policy = """
                {"Version": "2012-10-17", "Statement": [{"Sid": "RotationThroughEndpoint", "Effect": "Allow",
                 "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:%s:s3:::%s/rotation/*",
                 "Condition": {"StringEquals": {"aws:SourceVpce": "%s"}}}]}
                """.formatted(partition, name, endpointId);
        calling(
                "set the policy of bucket " + name,
                () -> s3.putBucketPolicy(r -> r.bucket(name).policy(policy)));
    }

    /** Every object under a prefix, in order. */
    public List<String> keys(String prefix) {
        return calling(
                "list " + where(prefix),
                () -> s3
                        .listObjectsV2Paginator(
                                r -> r.bucket(name).prefix(prefix).maxKeys(PAGE))
                        .contents()
                        .stream()
                        .map(object -> object.key())
                        .toList());
    }

    public void delete(String key) {
        calling(
                "delete " + where(key),
                () -> s3.deleteObject(r -> r.bucket(name).key(key)));
    }

    /** Every object and the bucket itself, the authority too; fine when it is gone already. */
    public void deleteAll() {
        if (exists()) {
            keys("").forEach(this::delete);
            calling("delete bucket " + name, () -> s3.deleteBucket(r -> r.bucket(name)));
        }
    }

    private String where(String key) {
        return "s3://" + name + "/" + key;
    }

    private static <T extends @Nullable Object> T calling(String asked, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw AwsErrors.failure(asked, e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public void close() {
        s3.close();
    }
}
