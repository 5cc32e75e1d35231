package dev.seawall.deploy.lab.process;

import dev.seawall.deploy.lab.machine.Machines.Condition;
import dev.seawall.deploy.lab.process.MachineRecord.Goal;
import dev.seawall.deploy.local.DirectoryTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/**
 * One machine: what is asked of it is written down at once and carried out step after step by a thread of its own.
 * Its methods are called by one thread at a time; {@link #condition} and {@link #holds} tell what has really happened.
 */
final class Machine {
    private static final Logger LOG = System.getLogger(Machine.class.getName());
    private static final Duration FREEZE_LIMIT = Duration.ofSeconds(10);

    /** A step of a machine's life. */
    @FunctionalInterface
    private interface Step {
        void run() throws IOException, InterruptedException;
    }

    private final Path directory;
    private final RootDirectory files;
    private final MachineProcesses processes;
    private final MachineStarter starter;
    private final Network network;
    private final MachineDisks disks;
    private final Duration stopLimit;
    private final Set<String> held = ConcurrentHashMap.newKeySet();
    private final ExecutorService steps;
    private volatile MachineRecord record;
    private volatile Condition condition = Condition.STOPPED;

    Machine(
            MachineRecord record,
            LabDirectory lab,
            MachineStarter starter,
            Network network,
            Drives drives,
            Duration stopLimit) {
        this.record = record;
        this.starter = starter;
        this.network = network;
        this.stopLimit = stopLimit;
        directory = lab.machine(record.instanceId());
        files = new RootDirectory(directory);
        disks = new MachineDisks(record.instanceId(), files, drives);
        processes = new MachineProcesses(files.root(), System::nanoTime);
        steps = Executors.newSingleThreadExecutor(
                Thread.ofVirtual().name(record.instanceId()).factory());
    }

    String id() {
        return record.instanceId();
    }

    Condition condition() {
        return condition;
    }

    /** False only when no process is left that could write to it. */
    boolean holds(String volumeId) {
        return held.contains(volumeId);
    }

    boolean has(String volumeId) {
        return record.disks().contains(volumeId);
    }

    List<String> disks() {
        return record.disks();
    }

    boolean isForgotten(Duration memory) {
        try {
            var since =
                    Files.getLastModifiedTime(directory.resolve("machine.json")).toInstant();
            return record.goal() == Goal.GONE
                    && record.reached()
                    && since.plus(memory).isBefore(Instant.now());
        } catch (IOException e) {
            return false;
        }
    }

    String console() {
        try {
            return Files.readString(directory.resolve("console.log"), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    /** Callers and the steps' thread both change it. */
    private synchronized void update(UnaryOperator<MachineRecord> change) {
        try {
            MachineRecord changed = change.apply(record);
            Files.createDirectories(directory);
            changed.write(directory.resolve("machine.json"));
            record = changed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A step that fails is told on the console: that is where one looks for a machine that doesn't come up. */
    private void next(String what, Step step) {
        steps.execute(() -> {
            try {
                step.run();
            } catch (IOException | RuntimeException e) {
                LOG.log(Level.ERROR, record.instanceId() + " failed to " + what, e);
                tell("failed to " + what + ": " + e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void tell(String sentence) {
        try {
            Files.writeString(
                    directory.resolve("console.log"),
                    "[lab] " + sentence + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            LOG.log(Level.ERROR, "the console of " + record.instanceId() + " is not writable", e);
        }
    }

    void launch(List<String> wanted, String userData) throws IOException {
        if (!record.booted()) {
            files.keepUserData(userData);
        }
        update(now -> now.withDisks(wanted).wants(Goal.RUNNING));
        condition = Condition.BOOTING;
        held.addAll(wanted);
        next("boot", this::boot);
    }

    /** Written down afterwards, failed or not, but for a daemon's end: the next one then begins this boot again. */
    private void boot() throws IOException, InterruptedException {
        try {
            network.join(id(), record.privateIp());
            disks.prepare(record.disks());
            starter.start(id(), directory, !record.booted(), network.prefix(id()));
        } finally {
            if (!steps.isShutdown()) {
                update(now -> now.bootedIn(network.era()).reached(Goal.RUNNING));
                condition = Condition.RUNNING;
            }
        }
    }

    private void end() throws IOException, InterruptedException {
        processes.thaw();
        processes.end(stopLimit);
    }

    /** Lets go of its disks; its processes have ended. */
    private void release() throws IOException, InterruptedException {
        for (String disk : record.disks()) {
            disks.release(disk);
        }
        held.clear();
    }

    void stop() {
        update(now -> now.wants(Goal.STOPPED));
        next("stop", () -> {
            end();
            release();
            update(now -> now.reached(Goal.STOPPED));
            condition = Condition.STOPPED;
        });
    }

    void reboot() {
        update(now -> now.wants(Goal.RUNNING));
        next("reboot", () -> {
            end();
            boot();
        });
    }

    /** Ends it for good. Its root goes with it; what it said on its console stays for a while. */
    void terminate() {
        update(now -> now.wants(Goal.GONE));
        next("end", () -> {
            end();
            release();
            network.leave(id());
            DirectoryTree.delete(files.root());
            update(now -> now.withDisks(List.of()).reached(Goal.GONE));
            condition = Condition.GONE;
        });
    }

    void attach(String volumeId) {
        held.add(volumeId);
        update(now -> now.withDisk(volumeId));
        next("attach " + volumeId, () -> disks.attach(volumeId));
    }

    /**
     * Takes a disk away from a running machine: first its device and what is mounted of it, then every process that may
     * have opened it before, except those that only look after others: they never open a disk.
     */
    void detach(String volumeId) {
        update(now -> now.withoutDisk(volumeId));
        next("detach " + volumeId, () -> {
            disks.hide(volumeId);
            var before = processes.now().stream().filter(starter::mayWrite).toList();
            processes.end(before, stopLimit);
            disks.release(volumeId);
            held.remove(volumeId);
        });
    }

    /** Does something to a volume's bytes while none of its processes moves. */
    void whileFrozen(String volumeId, Runnable work) throws IOException {
        var done = steps.submit(() -> {
            try {
                processes.freeze(FREEZE_LIMIT);
                disks.whileFlushed(volumeId, work);
            } finally {
                processes.thaw();
            }
            return true;
        });
        try {
            done.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + record.instanceId() + " was held still", e);
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e.getCause());
        }
    }

    /** Goes on where an earlier daemon left it. */
    void resume(List<String> wanted) throws IOException {
        boolean sameEra = record.era().equals(network.era());
        switch (record.goal()) {
            case GONE -> {
                condition = record.reached() ? Condition.GONE : Condition.RUNNING;
                if (!record.reached()) {
                    terminate();
                }
            }
            case STOPPED -> {
                condition = record.reached() ? Condition.STOPPED : Condition.RUNNING;
                update(now -> now.withDisks(wanted));
                if (!record.reached()) {
                    held.addAll(wanted);
                    stop();
                }
            }
            case RUNNING -> {
                held.addAll(record.disks());
                processes.thaw();
                List<String> before = record.disks();
                before.stream().filter(one -> !wanted.contains(one)).forEach(this::detach);
                condition = Condition.RUNNING;
                if (record.reached() && sameEra) {
                    wanted.forEach(this::attach);
                } else {
                    held.addAll(wanted);
                    update(now -> now.withDisks(wanted));
                    reboot();
                }
            }
        }
    }

    /** Lets go of its thread; what runs, runs on. */
    void close() {
        steps.shutdownNow();
    }
}
