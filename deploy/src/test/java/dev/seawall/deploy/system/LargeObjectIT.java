package dev.seawall.deploy.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.DigestInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One large object up and down through processes with 256 MiB heaps. {@code -Dseawall.large.mib=2048} for the long
 * run; both programs' memory is printed.
 */
class LargeObjectIT {
    private static final long SIZE = Long.getLong("seawall.large.mib", 512) << 20;
    private static final String KEY = "large/object";

    @TempDir
    Path directory;

    @Test
    void anObjectTwiceTheHeapGoesUpAndDownWhole() throws Exception {
        try (Farm farm = Farm.up(directory)) {
            var objects = new ObjectsClient(farm.address());
            String worker = SlotOwner.of(KEY, 3);
            report(farm, worker, "at start");

            var put = objects.send(
                    objects.request(KEY)
                            .PUT(HttpRequest.BodyPublishers.fromPublisher(
                                    HttpRequest.BodyPublishers.ofInputStream(() -> Content.stream(7, SIZE)), SIZE)),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(put.statusCode()).as(put.body()).isEqualTo(201);
            report(farm, worker, "after %d MiB up".formatted(SIZE >> 20));

            var get = objects.send(objects.request(KEY).GET(), HttpResponse.BodyHandlers.ofInputStream());
            var digest = Content.sha256();
            try (InputStream body = new DigestInputStream(get.body(), digest)) {
                assertThat(body.transferTo(java.io.OutputStream.nullOutputStream()))
                        .isEqualTo(SIZE);
            }
            report(farm, worker, "after %d MiB down".formatted(SIZE >> 20));

            assertThat(get.headers().firstValue("ETag")).hasValue(Content.etagOfDigest(digest.digest()));
            assertThat(put.headers().firstValue("ETag")).isEqualTo(get.headers().firstValue("ETag"));
        }
    }

    private static void report(Farm farm, String worker, String when) throws IOException {
        for (String component : new String[] {"front-door-1", worker}) {
            System.out.printf("%s %s: %s%n", component, when, farm.memory(component));
        }
    }
}
