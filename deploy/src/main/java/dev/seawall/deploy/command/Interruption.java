package dev.seawall.deploy.command;

import dev.seawall.deploy.local.Launch;

/**
 * Ctrl-C during {@code up}: Java runs the hook on its own thread while the launch goes on in another, so the launch is
 * told to start nothing more and to take back what it started. The virtual machine then exits with 130, or 143 after a
 * SIGTERM.
 */
final class Interruption {
    private final Terminal terminal;
    private volatile boolean happened;

    Interruption(Terminal terminal) {
        this.terminal = terminal;
    }

    /** While this is open an interruption undoes the launch. */
    static final class Watch implements AutoCloseable {
        private final Thread hook;

        private Watch(Thread hook) {
            this.hook = hook;
        }

        /** From here on there is nothing to be taken back. */
        void serving() {
            close();
        }

        @Override
        public void close() {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // It runs already.
            }
        }
    }

    Watch during(Launch launch) {
        var hook = new Thread(() -> undo(launch), "seawall-interrupted");
        Runtime.getRuntime().addShutdownHook(hook);
        return new Watch(hook);
    }

    boolean happened() {
        return happened;
    }

    private void undo(Launch launch) {
        happened = true;
        terminal.err().println("seawall: interrupted; stopping what this command started");
        terminal.err().flush();
        try {
            launch.cancel();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
