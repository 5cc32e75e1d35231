package dev.seawall.deploy.lab.process;

import dev.seawall.deploy.local.DirectoryTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Whole directories, copied as they are. Stateless. */
final class Trees {
    private Trees() {}

    /** By {@code cp -a --reflink=auto}: whole or not at all, and for nothing where the file system shares blocks. */
    static void copy(Path from, Path to) throws IOException {
        Path unfinished = to.resolveSibling(to.getFileName() + ".new");
        DirectoryTree.delete(unfinished);
        Commands.run("cp", "-a", "--reflink=auto", "--", from.toString(), unfinished.toString());
        Files.move(unfinished, to, StandardCopyOption.ATOMIC_MOVE);
    }
}
