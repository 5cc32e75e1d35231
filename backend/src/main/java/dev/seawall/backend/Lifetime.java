package dev.seawall.backend;

import java.util.concurrent.CompletableFuture;

/**
 * How long the worker serves: until a signal, or until something fails for good; the first reason counts. On SIGTERM the
 * JVM runs hooks and would then exit with 143; this one's hook holds it until the main thread has drained and ends the
 * process with its own code. Thread rule: {@link #end} from any thread, {@link #await} from the main thread.
 */
final class Lifetime {
    private final CompletableFuture<ExitCode> end = new CompletableFuture<>();

    Lifetime() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::onSignal, "signal"));
    }

    private void onSignal() {
        end(ExitCode.STOPPED);
        new CompletableFuture<Void>().join();
    }

    void end(ExitCode code) {
        end.complete(code);
    }

    ExitCode await() {
        return end.join();
    }
}
