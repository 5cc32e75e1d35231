package dev.seawall.deploy.lab.s3;

import dev.seawall.deploy.lab.wire.ApiError;
import dev.seawall.deploy.lab.world.Bucket;
import dev.seawall.deploy.lab.world.World;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Objects: their names in the world, their bytes in files of a directory. An object is in the world only once its file
 * is whole. Not thread-safe: the world's lock.
 */
public final class ObjectStore {
    private final World world;
    private final Path directory;

    public ObjectStore(World world, Path directory) {
        this.world = world;
        this.directory = directory;
    }

    /** Bytes that have arrived and belong to no object yet. */
    record Upload(Path file, long size, String md5, String sha256) {
        /** Whether these are the bytes of a checksum (base64), if one was given. */
        boolean has(@Nullable String checksum) {
            return checksum == null
                    || checksum.equals(
                            Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256)));
        }
    }

    World world() {
        return world;
    }

    Bucket bucket(String name) {
        Bucket bucket = world.buckets.get(name);
        if (bucket == null) {
            throw new ApiError(404, "NoSuchBucket", "The specified bucket does not exist");
        }
        return bucket;
    }

    boolean holds(String bucket, String key) {
        return bucket(bucket).objects.containsKey(key);
    }

    Bucket.Stored object(String bucket, String key) {
        Bucket.Stored stored = bucket(bucket).objects.get(key);
        if (stored == null) {
            throw new ApiError(404, "NoSuchKey", "The specified key does not exist.");
        }
        return stored;
    }

    /** Takes bytes in; needs no lock. */
    Upload receive(InputStream body) throws IOException {
        MessageDigest md5 = digest("MD5");
        MessageDigest sha256 = digest("SHA-256");
        Path file = directory.resolve(UUID.randomUUID().toString());
        long size = 0;
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[65_536];
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                md5.update(buffer, 0, n);
                sha256.update(buffer, 0, n);
                out.write(buffer, 0, n);
                size += n;
            }
        }
        var hex = HexFormat.of();
        return new Upload(file, size, hex.formatHex(md5.digest()), hex.formatHex(sha256.digest()));
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }

    void put(String bucket, String key, Upload upload, String contentType, String now) throws IOException {
        var stored = new Bucket.Stored(upload.file.getFileName().toString(), upload.size, upload.md5, contentType, now);
        Bucket.Stored old = bucket(bucket).objects.put(key, stored);
        if (old != null) {
            Files.deleteIfExists(file(old));
        }
    }

    void delete(String bucket, String key) throws IOException {
        Bucket.Stored old = bucket(bucket).objects.remove(key);
        if (old != null) {
            Files.deleteIfExists(file(old));
        }
    }

    Path file(Bucket.Stored stored) {
        return directory.resolve(stored.file());
    }
}
