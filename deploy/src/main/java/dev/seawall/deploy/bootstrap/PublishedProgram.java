package dev.seawall.deploy.bootstrap;

import dev.seawall.deploy.ec2.Bucket;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A program on its way into the bucket: read once, sent at most once. Thread-safe: one thread at a time. */
final class PublishedProgram {
    private final String program;
    private final Path jar;
    private final Bucket bucket;
    private @Nullable Artifact artifact;
    private boolean published;

    PublishedProgram(String program, Path jar, Bucket bucket) {
        this.program = program;
        this.jar = jar;
        this.bucket = bucket;
    }

    synchronized Artifact artifact() {
        var known = artifact;
        if (known == null) {
            known = Artifact.of(program, jar);
            artifact = known;
        }
        return known;
    }

    synchronized Artifact publish() {
        var ours = artifact();
        if (!published) {
            ours.publish(bucket);
            published = true;
        }
        return ours;
    }
}
