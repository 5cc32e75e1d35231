package dev.seawall.deploy.ec2;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Threads for calls made side by side: one of the platform's own for each task. A virtual thread that waits for a
 * socket would leave a poller in native code behind, for which the JVM waits 0.3 s whenever the command line exits.
 * Stateless.
 */
final class Threads {
    private Threads() {}

    /** To be closed, which waits for the tasks. */
    static ExecutorService perTask() {
        return Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().daemon().name("call-", 1).factory());
    }
}
