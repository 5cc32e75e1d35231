package dev.seawall.deploy.bootstrap;

import dev.seawall.deploy.bootstrap.Tar.Entry;
import dev.seawall.deploy.ec2.Bucket;
import dev.seawall.deploy.ec2.CloudFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program as instances fetch it: a tar of its jar and of {@code lib/}, named by its content, so that what a bucket
 * holds once is never sent again. Immutable.
 *
 * @param program {@code frontdoor} or {@code backend}
 */
record Artifact(String program, Tar tar, String sha256) {
    static Artifact of(String program, Path jar) {
        List<Entry> entries = new ArrayList<>();
        try (var libraries = Files.list(jar.resolveSibling("lib"))) {
            entries.add(entry("seawall-" + program + ".jar", jar));
            for (Path library : libraries.toList()) {
                entries.add(entry("lib/" + library.getFileName(), library));
            }
            var tar = new Tar(entries);
            return new Artifact(program, tar, tar.sha256());
        } catch (IOException e) {
            throw new CloudFailure(
                    "failed to read the program at " + jar + " and its lib/: " + e
                            + "\nBuild it: mvn package -DskipTests",
                    e);
        }
    }

    private static Entry entry(String name, Path file) throws IOException {
        return new Entry(name, 0644, Files.size(file), () -> Files.newInputStream(file));
    }

    String key() {
        return "artifacts/" + sha256 + "/" + program + ".tar";
    }

    void publish(Bucket bucket) {
        if (!bucket.holds(key())) {
            bucket.put(key(), tar.length(), sha256, tar::open);
        }
    }
}
