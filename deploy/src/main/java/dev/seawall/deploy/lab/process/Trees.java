package dev.seawall.deploy.lab.process;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Whole directories: deleted, and copied as they are. Follows no symbolic link. Stateless. */
final class Trees {
    private Trees() {}

    /** Nothing to delete is fine. */
    static void delete(Path directory) throws IOException {
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
                        throws IOException {
                    Files.delete(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (NoSuchFileException e) {
            if (Files.exists(directory)) {
                throw e;
            }
        }
    }

    /** By {@code cp -a --reflink=auto}: whole or not at all, and for nothing where the file system shares blocks. */
    static void copy(Path from, Path to) throws IOException {
        Path unfinished = to.resolveSibling(to.getFileName() + ".new");
        delete(unfinished);
        Commands.run("cp", "-a", "--reflink=auto", "--", from.toString(), unfinished.toString());
        Files.move(unfinished, to, StandardCopyOption.ATOMIC_MOVE);
    }
}
