package dev.seawall.deploy.lab.world;

import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An S3 bucket. Not thread-safe: the world's lock. */
public final class Bucket {
    public String created = "";

    /** As it was put; none lets nobody in who doesn't sign. */
    public @Nullable String policy;

    public TreeMap<String, Stored> objects = new TreeMap<>();

    /** One object: its bytes are in {@code file}, in the store's directory. */
    public record Stored(String file, long size, String etag, String contentType, String modified) {}
}
