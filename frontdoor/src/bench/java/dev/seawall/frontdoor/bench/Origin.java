package dev.seawall.frontdoor.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The server behind every proxy: an nginx that does as little as it can (origin.conf). Immutable. */
record Origin(Process process, int port) {
    static Origin start(Site site, Layout layout) throws IOException, InterruptedException, BenchmarkException {
        Path content = Files.createDirectories(site.path("content"));
        Files.writeString(content.resolve("100k"), "x".repeat(Workload.GET_100K.answerBytes));
        Files.writeString(content.resolve("post"), "nobody is shown this file");
        int port = Site.freePort();
        String kilobyte = "x".repeat(Workload.GET_1K.answerBytes);
        Path config = site.fill("origin.conf", Map.of("port", String.valueOf(port), "kilobyte", kilobyte));
        return new Origin(
                site.children().startServer("origin", layout.otherCores(), Peer.nginx(site, config), port), port);
    }
}
