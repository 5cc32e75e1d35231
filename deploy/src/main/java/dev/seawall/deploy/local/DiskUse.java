package dev.seawall.deploy.local;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Counts and clears directories that a running worker may be changing. Follows no symbolic link. Stateless. */
final class DiskUse {
    private DiskUse() {}

    /** The sizes of the files below; one that vanishes meanwhile counts nothing. */
    static long bytesBelow(Path directory) throws IOException {
        long[] bytes = {0};
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                bytes[0] += attributes.size();
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) {
                return FileVisitResult.CONTINUE;
            }
        });
        return bytes[0];
    }

    static boolean holdsSomething(Path directory) {
        if (!Files.isDirectory(directory)) {
            return false;
        }
        try (var files = Files.list(directory)) {
            return files.findAny().isPresent();
        } catch (IOException e) {
            // Unreadable: better taken for somebody's data than for nothing.
            return true;
        }
    }

    static void delete(Path directory) throws LocalFailure {
        try {
            DirectoryTree.delete(directory);
        } catch (IOException e) {
            throw new LocalFailure("failed to delete all of " + directory + ": " + StateDirectory.reason(e), e);
        }
    }
}
