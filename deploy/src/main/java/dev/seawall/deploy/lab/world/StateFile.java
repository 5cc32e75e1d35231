package dev.seawall.deploy.lab.world;

import dev.seawall.deploy.lab.wire.Tree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps the world in one JSON file, so that the small EC2 can be stopped and started again: each change is written
 * beside it, flushed and renamed over it. Not thread-safe: the world's lock.
 */
public final class StateFile implements AutoCloseable {
    private final @Nullable Path file;
    private final @Nullable FileChannel lock;
    private byte[] written = new byte[0];

    private StateFile(@Nullable Path file, @Nullable FileChannel lock) {
        this.file = file;
        this.lock = lock;
    }

    /** In a directory that no other small EC2 uses; without one, nothing outlives the process. */
    public static StateFile in(@Nullable Path directory) throws IOException {
        if (directory == null) {
            return new StateFile(null, null);
        }
        var lock = FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isTaken(lock)) {
            return new StateFile(directory.resolve("world.json"), lock);
        }
        lock.close();
        throw new IOException(
                "another small EC2 keeps its state in " + directory + ": stop it, or use another directory");
    }

    private static boolean isTaken(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() == null;
        } catch (OverlappingFileLockException e) {
            return true;
        }
    }

    @Override
    public void close() {
        try {
            if (lock != null) {
                lock.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public World load() throws IOException {
        var world = new World();
        if (file == null || !Files.exists(file)) {
            return world;
        }
        written = Files.readAllBytes(file);
        JsonNode root = Tree.MAPPER.readTree(written);
        for (Shelf<?> shelf : world.shelves()) {
            fill(shelf, root.path(shelf.kind().tagType()));
        }
        root.path("tokens")
                .properties()
                .forEach(e ->
                        world.tokens.put(e.getKey(), Tree.MAPPER.treeToValue(e.getValue(), World.Remembered.class)));
        root.path("buckets")
                .properties()
                .forEach(e -> world.buckets.put(e.getKey(), Tree.MAPPER.treeToValue(e.getValue(), Bucket.class)));
        return world;
    }

    private static <T extends Resource> void fill(Shelf<T> shelf, JsonNode resources) {
        for (JsonNode resource : resources) {
            shelf.add(Tree.MAPPER.treeToValue(resource, shelf.type()));
        }
    }

    /** Writes what changed since the last time, or nothing. */
    public void save(World world) throws IOException {
        if (file == null) {
            return;
        }
        ObjectNode root = Tree.MAPPER.createObjectNode();
        for (Shelf<?> shelf : world.shelves()) {
            root.set(shelf.kind().tagType(), Tree.MAPPER.valueToTree(shelf.all()));
        }
        root.set("tokens", Tree.MAPPER.valueToTree(world.tokens));
        root.set("buckets", Tree.MAPPER.valueToTree(world.buckets));
        byte[] bytes = Tree.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
        if (Arrays.equals(bytes, written)) {
            return;
        }
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.write(fresh, bytes);
        try (var channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        written = bytes;
    }
}
