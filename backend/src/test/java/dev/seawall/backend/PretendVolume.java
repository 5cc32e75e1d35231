package dev.seawall.backend;

import dev.seawall.backend.store.rocks.FileSync;
import dev.seawall.backend.volume.Kernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The worker on a kernel whose files are under {@code kernel/} beside its configuration. While a file {@code stuck} is
 * beside it too no fsync of the probe returns; with {@code broken} each fails. Thread rule: a main class.
 */
final class PretendVolume {
    private PretendVolume() {}

    public static void main(String[] args) {
        Path config = Path.of(args[1]).toAbsolutePath();
        FileSync disk = (channel, path) -> {
            if (path.endsWith("seawall-probe")) {
                while (Files.exists(config.resolveSibling("stuck"))) {
                    Thread.onSpinWait();
                }
                if (Files.exists(config.resolveSibling("broken"))) {
                    throw new IOException("Input/output error");
                }
            }
            FileSync.TO_DISK.sync(channel, path);
        };
        Kernel kernel = new Kernel(config.resolveSibling("kernel/proc"), config.resolveSibling("kernel/sys"));
        Backend.run(config, disk, kernel).end();
    }
}
