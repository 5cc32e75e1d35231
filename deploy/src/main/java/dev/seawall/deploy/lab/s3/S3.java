package dev.seawall.deploy.lab.s3;

import com.sun.net.httpserver.HttpExchange;
import dev.seawall.deploy.lab.wire.ApiError;
import dev.seawall.deploy.lab.wire.Parameters;
import dev.seawall.deploy.lab.wire.Tree;
import dev.seawall.deploy.lab.wire.Xml;
import dev.seawall.deploy.lab.world.Bucket;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** S3 as far as a deployment needs it: buckets and objects, path-style. Thread-safe. */
public final class S3 {
    private static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";
    private static final int MAX_POLICY_BYTES = 20_480;
    private static final Set<String> LIST_PARAMETERS = Set.of(
            "list-type", "prefix", "max-keys", "continuation-token", "start-after", "encoding-type", "fetch-owner");

    private final ObjectStore store;
    private final InstantSource clock;
    private final Lock lock;

    /** What to answer; the file, if any, is the body. */
    public record Answer(
            int status,
            Map<String, String> headers,
            String body,
            @Nullable Path file) {
        static Answer of(int status, Map<String, String> headers) {
            return new Answer(status, headers, "", null);
        }
    }

    /** One request's target: {@code /bucket/key}, the key empty for the bucket itself. */
    public record Target(String method, String bucket, String key, Parameters query) {
        /** The IAM action this is, e.g. {@code s3:GetObject}. */
        public String action() {
            boolean whole = key.isEmpty();
            if (whole && query.has("policy")) {
                return switch (method) {
                    case "PUT" -> "s3:PutBucketPolicy";
                    case "GET" -> "s3:GetBucketPolicy";
                    case "DELETE" -> "s3:DeleteBucketPolicy";
                    default -> throw new ApiError(405, "MethodNotAllowed", "The specified method is not allowed.");
                };
            }
            return switch (method) {
                case "PUT" -> whole ? "s3:CreateBucket" : "s3:PutObject";
                case "GET" -> whole ? "s3:ListBucket" : "s3:GetObject";
                case "HEAD" -> whole ? "s3:ListBucket" : "s3:GetObject";
                case "DELETE" -> whole ? "s3:DeleteBucket" : "s3:DeleteObject";
                default -> throw new ApiError(405, "MethodNotAllowed", "The specified method is not allowed.");
            };
        }
    }

    public S3(ObjectStore store, InstantSource clock, Lock lock) {
        this.store = store;
        this.clock = clock;
        this.lock = lock;
    }

    public static Target target(HttpExchange exchange, Parameters query) {
        String path = exchange.getRequestURI().getPath();
        int slash = path.indexOf('/', 1);
        String bucket = slash < 0 ? path.substring(1) : path.substring(1, slash);
        return new Target(exchange.getRequestMethod(), bucket, slash < 0 ? "" : path.substring(slash + 1), query);
    }

    public static byte[] error(ApiError error, String requestId) {
        return Xml.flat(
                "Error",
                "",
                Tree.answer("Code", error.code())
                        .put("Message", error.message())
                        .put("RequestId", requestId));
    }

    /**
     * Refuses a request that nobody has signed, unless the bucket's policy lets anybody make it who comes through one of
     * these VPC endpoints.
     */
    public void checkAnonymous(Target target, Supplier<Set<String>> endpointsPassed) {
        lock.lock();
        try {
            Bucket bucket =
                    target.bucket.isEmpty() ? null : store.world().buckets.get(target.bucket);
            String policy = bucket == null ? null : bucket.policy;
            boolean allowed = policy != null
                    && target.action().equals("s3:GetObject")
                    && BucketPolicy.parse(policy, target.bucket)
                            .letsRead(target.bucket, target.key, endpointsPassed.get());
            // What isn't there looks as what is not allowed, to those who may not list.
            if (!allowed || !store.holds(target.bucket, target.key)) {
                throw new ApiError(403, "AccessDenied", "Access Denied");
            }
        } finally {
            lock.unlock();
        }
    }

    public Answer call(Target target, HttpExchange exchange) throws IOException {
        if (target.bucket.isEmpty()) {
            throw notImplemented("ListBuckets");
        }
        for (String parameter : target.query.roots()) {
            boolean known = parameter.startsWith("X-Amz-")
                    || parameter.equals("x-id")
                    || (target.key.isEmpty() && parameter.equals("policy"))
                    || (target.key.isEmpty() && target.method.equals("GET") && LIST_PARAMETERS.contains(parameter));
            if (!known) {
                throw notImplemented("the query parameter " + parameter);
            }
        }
        if (target.method.equals("PUT") && !target.key.isEmpty()) {
            return put(target, exchange);
        }
        lock.lock();
        try {
            return switch (target.action()) {
                case "s3:CreateBucket" -> createBucket(target.bucket);
                case "s3:DeleteBucket" -> deleteBucket(target.bucket);
                case "s3:ListBucket" -> target.method.equals("HEAD") ? headBucket(target.bucket) : list(target);
                case "s3:DeleteObject" -> delete(target);
                case "s3:PutBucketPolicy" -> putPolicy(target.bucket, exchange);
                case "s3:GetBucketPolicy" -> policy(target.bucket);
                case "s3:DeleteBucketPolicy" -> deletePolicy(target.bucket);
                default -> get(target);
            };
        } finally {
            lock.unlock();
        }
    }

    private static ApiError notImplemented(String what) {
        return new ApiError(
                501,
                "NotImplemented",
                "A header or parameter you provided implies functionality that is not" + " implemented: " + what);
    }

    private Answer createBucket(String name) {
        if (!name.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
            throw new ApiError("InvalidBucketName", "The specified bucket is not valid.");
        }
        store.world().buckets.computeIfAbsent(name, n -> {
            var bucket = new Bucket();
            bucket.created = clock.instant().toString();
            return bucket;
        });
        return Answer.of(200, Map.of("Location", "/" + name));
    }

    private Answer headBucket(String name) {
        store.bucket(name);
        return Answer.of(200, Map.of());
    }

    private Answer deleteBucket(String name) {
        if (!store.bucket(name).objects.isEmpty()) {
            throw new ApiError(409, "BucketNotEmpty", "The bucket you tried to delete is not empty");
        }
        store.world().buckets.remove(name);
        return Answer.of(204, Map.of());
    }

    private Answer putPolicy(String name, HttpExchange exchange) throws IOException {
        Bucket bucket = store.bucket(name);
        byte[] body = body(exchange).readNBytes(MAX_POLICY_BYTES + 1);
        if (body.length > MAX_POLICY_BYTES) {
            throw new ApiError("PolicyTooLarge", "The policy is longer than " + MAX_POLICY_BYTES + " bytes");
        }
        String text = new String(body, StandardCharsets.UTF_8);
        BucketPolicy.parse(text, name);
        bucket.policy = text;
        return Answer.of(204, Map.of());
    }

    private Answer policy(String name) {
        String policy = store.bucket(name).policy;
        if (policy == null) {
            throw new ApiError(404, "NoSuchBucketPolicy", "The bucket policy does not exist");
        }
        return new Answer(200, Map.of("Content-Type", "application/json"), policy, null);
    }

    private Answer deletePolicy(String name) {
        store.bucket(name).policy = null;
        return Answer.of(204, Map.of());
    }

    private static InputStream body(HttpExchange exchange) {
        String hash = String.valueOf(exchange.getRequestHeaders().getFirst("x-amz-content-sha256"));
        InputStream body = exchange.getRequestBody();
        return hash.startsWith("STREAMING-") ? new AwsChunks(body) : body;
    }

    private Answer put(Target target, HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        String hash = String.valueOf(headers.getFirst("x-amz-content-sha256"));
        ObjectStore.Upload upload = store.receive(body(exchange));
        lock.lock();
        try {
            if (hash.matches("[0-9a-f]{64}") && !hash.equals(upload.sha256())) {
                throw new ApiError(
                        "XAmzContentSHA256Mismatch",
                        "The provided 'x-amz-content-sha256' header does not match" + " what was computed.");
            }
            if (!upload.has(headers.getFirst("x-amz-checksum-sha256"))) {
                throw new ApiError("BadDigest", "The SHA256 you specified did not match the calculated checksum.");
            }
            if ("*".equals(headers.getFirst("If-None-Match")) && store.holds(target.bucket, target.key)) {
                throw new ApiError(
                        412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
            }
            String type = headers.getFirst("Content-Type");
            store.put(
                    target.bucket,
                    target.key,
                    upload,
                    type == null ? "binary/octet-stream" : type,
                    clock.instant().toString());
            return Answer.of(200, Map.of("ETag", '"' + upload.md5() + '"'));
        } catch (ApiError e) {
            Files.deleteIfExists(upload.file());
            throw e;
        } finally {
            lock.unlock();
        }
    }

    private Answer get(Target target) {
        Bucket.Stored stored = store.object(target.bucket, target.key);
        String modified = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.parse(stored.modified()).atOffset(ZoneOffset.UTC));
        var headers = Map.of(
                "ETag", '"' + stored.etag() + '"', "Last-Modified", modified, "Content-Type", stored.contentType());
        return new Answer(200, headers, "", store.file(stored));
    }

    private Answer delete(Target target) throws IOException {
        store.delete(target.bucket, target.key);
        return Answer.of(204, Map.of());
    }

    /** ListObjectsV2; the continuation token is the last key listed. */
    private Answer list(Target target) {
        if (!target.query.text("list-type", "1").equals("2")) {
            throw notImplemented("ListObjects version 1");
        }
        String prefix = target.query.text("prefix", "");
        String after = target.query.text("continuation-token", target.query.text("start-after", ""));
        int max = target.query.integer("max-keys", 1000);
        ObjectNode answer =
                Tree.answer("Name", target.bucket).put("Prefix", prefix).put("MaxKeys", max);
        ArrayNode contents = Tree.list();
        String last = "";
        boolean truncated = false;
        for (var object : store.bucket(target.bucket)
                .objects
                .tailMap(after, after.isEmpty())
                .entrySet()) {
            if (object.getKey().startsWith(prefix)) {
                truncated = contents.size() >= max;
                if (truncated) {
                    break;
                }
                last = object.getKey();
                contents.add(Tree.answer("Key", last)
                        .put("LastModified", object.getValue().modified())
                        .put("ETag", '"' + object.getValue().etag() + '"')
                        .put("Size", object.getValue().size())
                        .put("StorageClass", "STANDARD"));
            }
        }
        answer.put("KeyCount", contents.size()).put("IsTruncated", truncated).set("Contents", contents);
        if (truncated) {
            answer.put("NextContinuationToken", last);
        }
        String body = new String(Xml.flat("ListBucketResult", NAMESPACE, answer), StandardCharsets.UTF_8);
        return new Answer(200, Map.of("Content-Type", "application/xml"), body, null);
    }
}
