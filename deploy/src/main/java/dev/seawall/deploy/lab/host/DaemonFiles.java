package dev.seawall.deploy.lab.host;

import java.nio.file.Path;

/**
 * The daemon's own files in the lab's directory. Immutable.
 *
 * @param lab the lab's directory
 */
record DaemonFiles(Path lab) {
    /** Where it listens. */
    Path record() {
        return lab.resolve("daemon.json");
    }

    /** What the small EC2 keeps. */
    Path world() {
        return lab.resolve("world");
    }

    Path log() {
        return lab.resolve("daemon.log");
    }

    /** Held while one is started or stopped. */
    Path startLock() {
        return lab.resolve("start.lock");
    }

    Path network() {
        return lab.resolve("network");
    }

    Path isolation() {
        return lab.resolve("isolation.json");
    }

    Path port() {
        return lab.resolve("port");
    }
}
