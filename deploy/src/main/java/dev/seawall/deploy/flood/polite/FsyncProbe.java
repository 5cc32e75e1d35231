package dev.seawall.deploy.flood.polite;

import dev.seawall.deploy.flood.agent.Agent;
import dev.seawall.deploy.flood.agent.AgentArguments;
import dev.seawall.deploy.flood.agent.AgentMisuse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The program that makes 4 KiB on a worker's volume durable, one time after the other, and prints how that went each
 * half second, also while nothing comes back. The block it writes belongs to it alone. Used by one thread.
 *
 * <pre>
 * --name worker-1 --seconds 20
 *     --nbd 10.61.255.11:10810 [--offset 0]   of the export, in bytes: what is there is overwritten
 *     --file /mnt/volume/fsync-probe          instead, on a mounted file system
 * </pre>
 */
public final class FsyncProbe {
    private static final List<String> ARGUMENTS = List.of("--name", "--seconds", "--nbd", "--offset", "--file");
    private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long PAUSE_AFTER_FAILURE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int CONNECT_MILLIS = 5_000;

    /** TCP goes on trying meanwhile: a shorter one would count a flood's silence as many failures. */
    private static final int SILENCE_MILLIS = 30_000;

    private final Agent agent;
    private final DurableBlock block;
    private final FsyncCounts counts;
    private final AtomicReference<@Nullable UnusableVolumeException> unusable = new AtomicReference<>();
    private volatile boolean over;
    private String lastWords = "";

    private FsyncProbe(Agent agent, DurableBlock block, FsyncCounts counts) {
        this.agent = agent;
        this.block = block;
        this.counts = counts;
    }

    public static void main(String[] words) {
        Agent.main("fsync-probe", agent -> run(agent, AgentArguments.parse(words, ARGUMENTS)));
    }

    private static void run(Agent agent, AgentArguments given) throws AgentMisuse, IOException, InterruptedException {
        String name = given.needed("--name");
        long nanos = (long) (given.number("--seconds", 0.1, 86_400) * TimeUnit.SECONDS.toNanos(1));
        // Not closed: that would wait for an fsync that doesn't return, and the process ends next.
        DurableBlock block = block(given);
        var counts = new FsyncCounts(name, System::nanoTime, System.currentTimeMillis());
        new FsyncProbe(agent, block, counts).run(nanos);
    }

    private static DurableBlock block(AgentArguments given) throws AgentMisuse, UnknownHostException {
        Optional<String> file = given.text("--file");
        if (file.isPresent() == given.text("--nbd").isPresent()) {
            throw new AgentMisuse("one of --nbd and --file must be given");
        }
        if (file.isPresent() && given.text("--offset").isPresent()) {
            throw new AgentMisuse("--offset goes with --nbd only");
        }
        if (file.isPresent()) {
            return new FileBlock(Path.of(file.get()));
        }
        String nbd = given.needed("--nbd");
        if (!nbd.matches("[^:]+:[0-9]{1,5}") || Integer.parseInt(nbd.substring(nbd.indexOf(':') + 1)) > 65_535) {
            throw new AgentMisuse("--nbd must be like 10.61.255.11:10810, not " + nbd);
        }
        int colon = nbd.indexOf(':');
        var server = new InetSocketAddress(
                InetAddress.getByName(nbd.substring(0, colon)), Integer.parseInt(nbd.substring(colon + 1)));
        long offset = given.whole("--offset", 0, 0, Long.MAX_VALUE / 2);
        return new NbdBlock(server, offset, CONNECT_MILLIS, SILENCE_MILLIS);
    }

    private void run(long nanos) throws IOException, InterruptedException {
        long began = System.nanoTime();
        Thread.ofPlatform().daemon().name("fsync-probe").start(this::probe);
        try {
            for (long elapsed = 0; elapsed < nanos && !agent.isEnding(); elapsed = System.nanoTime() - began) {
                // One that came too late for its moment takes the next one's place.
                long next = (elapsed / INTERVAL_NANOS + 1) * INTERVAL_NANOS;
                agent.pause(Math.min(next, nanos) - elapsed);
                agent.write(counts.interval());
                UnusableVolumeException verdict = unusable.get();
                if (verdict != null) {
                    throw new IOException(verdict.getMessage());
                }
            }
        } finally {
            over = true;
        }
    }

    private void probe() {
        while (!over && unusable.get() == null) {
            counts.begins();
            try {
                block.write();
                counts.done();
            } catch (UnusableVolumeException e) {
                counts.failed();
                unusable.set(e);
            } catch (IOException e) {
                counts.failed();
                tell(String.valueOf(e.getMessage()));
                try {
                    agent.pause(PAUSE_AFTER_FAILURE_NANOS);
                } catch (InterruptedException interrupted) {
                    return;
                }
            }
        }
    }

    /** Once, not each time. */
    private void tell(String words) {
        if (!words.equals(lastWords) && !over) {
            System.err.println("fsync-probe: " + words);
        }
        lastWords = words;
    }
}
