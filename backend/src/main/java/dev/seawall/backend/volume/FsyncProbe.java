package dev.seawall.backend.volume;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Measures what an fsync on the volume costs, all the time, and whether one comes back at all; looks at the fence on the
 * way. Each probe rewrites one small file of its own in place, so it needs no room and no lock of the store's.
 *
 * <p>A failed write or read lost nothing that was promised: it is said, and tried again. A failed fsync never is (Rebello
 * et al., <i>Can Applications Recover from fsync Failures?</i>, USENIX ATC 2020): it ends the probing, and the listener
 * ends the worker.
 *
 * <p>Thread rule: {@link #probe} is called by one thread, which the volume may hold for ever; {@link #watch} by another,
 * which never touches the volume; {@link #facts} by any. Nobody may interrupt the first one: an interrupt closes its file.
 */
public final class FsyncProbe implements AutoCloseable {
    static final String FILE = "seawall-probe";

    /** Room for the time; always all of it is written, so that the file's size stays. */
    private static final int BYTES = 64;

    /** The step from the kernel's memory to stable storage; may block for long. */
    @FunctionalInterface
    public interface Disk {
        void sync(FileChannel channel, Path path) throws IOException;
    }

    private record Begun(long nanos) {}

    private final Volume volume;
    private final ProbeConfig config;
    private final Disk disk;
    private final VolumeListener listener;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Path path;
    private final FileChannel channel;
    private final Latencies latencies = new Latencies(Duration.ofMinutes(1));

    private volatile @Nullable Begun underWay;
    private volatile @Nullable Instant lastAt;
    private volatile @Nullable String refused;
    private volatile @Nullable String ended;
    private volatile boolean closed;
    private boolean troubleSaid;

    /** @throws UnusableException when its file cannot be made */
    public FsyncProbe(
            Volume volume, ProbeConfig config, Disk disk, VolumeListener listener, Clock clock, LongSupplier nanoTime)
            throws UnusableException {
        this.volume = volume;
        this.config = config;
        this.disk = disk;
        this.listener = listener;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.path = volume.path().resolve(FILE);
        try {
            channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            write();
        } catch (IOException e) {
            throw new UnusableException("the data directory " + volume.path() + " cannot be written: " + e, e);
        }
    }

    /** One probe; returns when the volume has answered. */
    public void probe() {
        if (ended != null || closed) {
            return;
        }
        underWay = new Begun(nanoTime.getAsLong());
        try {
            String lost = volume.lost();
            if (lost != null) {
                ended = lost;
                listener.onFenceLost(lost);
                return;
            }
            write();
            sync();
            refused = null;
        } catch (IOException e) {
            refused = "the volume refused the probe " + path + ": " + e;
        } finally {
            underWay = null;
        }
    }

    private void write() throws IOException {
        String text = String.format(Locale.ROOT, "%-" + (BYTES - 1) + "s\n", clock.instant());
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)), 0);
    }

    private void sync() {
        long begunNanos = nanoTime.getAsLong();
        try {
            disk.sync(channel, path);
        } catch (IOException e) {
            if (!closed) {
                String observed = "the fsync of the probe " + path + " failed: " + e;
                ended = observed;
                listener.onFailed(observed, e);
            }
            return;
        }
        long nowNanos = nanoTime.getAsLong();
        lastAt = clock.instant();
        latencies.add(nowNanos, nowNanos - begunNanos);
        listener.onFsync(Duration.ofNanos(nowNanos - begunNanos));
    }

    /** Tells the listener, once each, when something begins to be wrong and when that is over. */
    public void watch() {
        VolumeFacts facts = facts();
        if (ended != null || (facts.trouble() != null) == troubleSaid) {
            return;
        }
        troubleSaid = !troubleSaid;
        if (facts.trouble() != null) {
            listener.onTrouble(facts.trouble());
        } else {
            listener.onTroubleOver("fsyncs return again on " + volume.path()
                    + (facts.fsyncs() == null
                            ? ""
                            : ", the slowest of the last minute after "
                                    + seconds(facts.fsyncs().max())));
        }
    }

    /** What is known now; never blocks. */
    public VolumeFacts facts() {
        Begun waiting = underWay;
        long nowNanos = nanoTime.getAsLong();
        Duration pending = waiting == null ? Duration.ZERO : Duration.ofNanos(nowNanos - waiting.nanos());
        String trouble = ended;
        if (trouble == null && pending.compareTo(config.slow()) > 0) {
            trouble = "no fsync has returned for " + seconds(pending) + " on " + volume.path();
        } else if (trouble == null) {
            trouble = refused;
        }
        return new VolumeFacts(
                volume.toString(),
                volume.id().orElse(null),
                volume.holder()
                        .map(held -> new VolumeFacts.Holder(held.owner(), held.epoch(), held.since()))
                        .orElse(null),
                latencies.recent(nowNanos),
                lastAt,
                trouble,
                ended != null || pending.compareTo(config.stuck()) > 0,
                pending);
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1e3);
    }

    /** Ends it, once {@link #probe} is called no more; a file held by an fsync that never returns is left to the process. */
    @Override
    public void close() throws IOException {
        closed = true;
        if (underWay == null) {
            channel.close();
        }
    }
}
