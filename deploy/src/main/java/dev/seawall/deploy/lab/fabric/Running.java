package dev.seawall.deploy.lab.fabric;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A program in a node. What was started is nsenter(1), whose child it is because it lives in another PID namespace; when
 * the program ends, nsenter ends with its code. Thread-safe.
 */
public final class Running implements AutoCloseable {
    private static final long POLL_MILLIS = 1;

    private final Process entered;
    private final ProcessHandle program;

    private Running(Process entered, ProcessHandle program) {
        this.entered = entered;
        this.program = program;
    }

    /** The program of an nsenter that was just started; of one that has ended already, nsenter itself. */
    static Running of(Process entered) throws InterruptedException {
        while (entered.isAlive()) {
            var child = entered.children().findFirst();
            if (child.isPresent()) {
                return new Running(entered, child.get());
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        return new Running(entered, entered.toHandle());
    }

    /** As this computer numbers it. */
    public long pid() {
        return program.pid();
    }

    public boolean isAlive() {
        return entered.isAlive();
    }

    /** Its streams, and its exit code. */
    public Process process() {
        return entered;
    }

    /** Processor time of the program itself, user and system; 0 when it has ended. */
    public long cpuMillis() {
        return program.info().totalCpuDuration().map(Duration::toMillis).orElse(0L);
    }

    /** 0 when it has ended. */
    public long residentBytes() {
        try {
            return Files.readAllLines(Path.of("/proc/" + program.pid() + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    /** Asks it to end (SIGTERM) and kills it at the limit; returns when it has ended. */
    public void stop(Duration limit) throws InterruptedException {
        program.destroy();
        try {
            entered.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            kill();
            entered.waitFor();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** SIGKILL, without waiting. */
    public void kill() {
        program.descendants().forEach(ProcessHandle::destroyForcibly);
        program.destroyForcibly();
    }

    @Override
    public void close() {
        kill();
    }
}
