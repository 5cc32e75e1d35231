package dev.seawall.deploy.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real tree of files uploaded by 16 parallel clients, listed, downloaded and compared byte for byte.
 *
 * <p>{@code -Dseawall.tree=DIR:DIR…} names the trees; by default the JDK's {@code conf}, {@code legal} and
 * {@code include}.
 */
class TreeIT {
    private static final int CLIENTS = 16;

    @TempDir
    Path directory;

    @Test
    void everyFileOfARealTreeComesBackAsItWas() throws Exception {
        Map<String, Path> files = files();
        try (Farm farm = Farm.up(directory)) {
            var objects = new ObjectsClient(farm.address());

            long began = System.nanoTime();
            inParallel(files, (key, file) -> upload(objects, key, file));
            long uploaded = System.nanoTime();
            List<String> listed = listAll(objects);
            long listedAt = System.nanoTime();
            inParallel(files, (key, file) -> compare(objects, key, file));
            long compared = System.nanoTime();

            System.out.printf(
                    "%d files, %.1f MB: up %.1f s, listed %.1f s, down and compared %.1f s%n",
                    files.size(),
                    files.values().stream().mapToLong(TreeIT::size).sum() / 1e6,
                    (uploaded - began) / 1e9,
                    (listedAt - uploaded) / 1e9,
                    (compared - listedAt) / 1e9);
            assertThat(new HashSet<>(listed)).isEqualTo(files.keySet());
            assertThat(listed).doesNotHaveDuplicates();
        }
    }

    private interface Step {
        void run(String key, Path file) throws IOException;
    }

    private static void inParallel(Map<String, Path> files, Step step) throws Exception {
        try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
            var tasks = new ArrayList<Callable<Void>>();
            files.forEach((key, file) -> tasks.add(() -> {
                step.run(key, file);
                return null;
            }));
            for (var outcome : clients.invokeAll(tasks)) {
                outcome.get();
            }
        }
    }

    private static void upload(ObjectsClient objects, String key, Path file) throws IOException {
        var answer = objects.send(
                objects.request(key).PUT(HttpRequest.BodyPublishers.ofFile(file)),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as("PUT %s: %s", key, answer.body()).isEqualTo(201);
    }

    private static void compare(ObjectsClient objects, String key, Path file) throws IOException {
        var answer = objects.send(objects.request(key).GET(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).as("GET %s", key).isEqualTo(200);
        try (InputStream found = answer.body();
                InputStream wanted = Files.newInputStream(file)) {
            byte[] ours = wanted.readNBytes(1 << 16);
            while (ours.length > 0) {
                assertThat(found.readNBytes(ours.length)).as("bytes of %s", key).isEqualTo(ours);
                ours = wanted.readNBytes(1 << 16);
            }
            assertThat(found.read()).as("end of %s", key).isEqualTo(-1);
        }
    }

    /** All pages, checked to be one sorted sequence. */
    private static List<String> listAll(ObjectsClient objects) throws IOException {
        var keys = new ArrayList<String>();
        String after = "";
        while (true) {
            var answer = objects.list("limit=500&after=" + ObjectsClient.percent(after));
            assertThat(answer.statusCode()).isEqualTo(200);
            JsonNode page = JsonMapper.shared().readTree(answer.body());
            for (JsonNode object : page.get("objects")) {
                String key = object.get("key").asString();
                assertThat(keys.isEmpty() || compareUtf8(keys.getLast(), key) < 0)
                        .as("%s comes after %s", key, after)
                        .isTrue();
                keys.add(key);
            }
            if (!page.has("next")) {
                return keys;
            }
            after = page.get("next").asString();
        }
    }

    private static int compareUtf8(String left, String right) {
        return java.util.Arrays.compareUnsigned(
                left.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                right.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static Map<String, Path> files() throws IOException {
        String home = System.getProperty("java.home");
        String trees = System.getProperty(
                "seawall.tree", String.join(File.pathSeparator, home + "/conf", home + "/legal", home + "/include"));
        var files = new TreeMap<String, Path>();
        for (String tree : List.of(trees.split(File.pathSeparator, -1))) {
            try (var walk = Files.walk(Path.of(tree))) {
                walk.filter(Files::isRegularFile)
                        .filter(Files::isReadable)
                        .forEach(file -> files.put(file.toString().substring(1), file));
            }
        }
        assertThat(files).as("files under %s", trees).isNotEmpty();
        return files;
    }

    private static long size(Path file) {
        return file.toFile().length();
    }
}
