package dev.seawall.frontdoor.bench;

import dev.seawall.frontdoor.guard.Enforcement;
import dev.seawall.frontdoor.guard.Guard;
import dev.seawall.frontdoor.guard.GuardConfig;
import dev.seawall.frontdoor.guard.ListedNetwork;
import dev.seawall.frontdoor.guard.Verdict;
import dev.seawall.frontdoor.guard.Visitor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * What the guard itself takes of a request and of a connection, in nanoseconds, the clock's reading included. In a front
 * door it is read once for many requests, so there it takes less.
 *
 * <p>Thread rule: for one thread, which starts others.
 */
final class GuardCost {
    private static final int ROUNDS = 9;
    private static final int STEPS = 2_000_000;
    private static final int CLIENTS = 50_000;
    private static final int LISTED = 100_000;

    /** More than will be asked for. */
    private static final int MUCH = 10_000_000;

    private final SplittableRandom random = new SplittableRandom(26);
    private final InetAddress[] clients = addresses(CLIENTS);
    private final StringBuilder report = new StringBuilder("| | ns, median (least to greatest) |\n|---|---|\n");
    private CountDownLatch stop = new CountDownLatch(0);
    private int sink;

    private interface Step {
        int at(int i);
    }

    /** A table in Markdown. */
    String measure() throws IOException, InterruptedException {
        Guard guard = guard(MUCH, List.of(), null);
        Visitor one = enter(guard, clients[0]);
        Visitor[] many = new Visitor[CLIENTS];
        for (int i = 0; i < CLIENTS; i++) {
            many[i] = enter(guard, clients[i]);
            guard.leave(many[i]);
        }
        Visitor exempt = enter(guard(MUCH, List.of(new ListedNetwork("0.0.0.0/0")), null), clients[0]);
        Guard strict = guard(1, List.of(), null);
        Visitor limited = enter(strict, clients[0]);

        add("request of one client", i -> request(guard, one));
        add("the same from two threads", beside(() -> request(guard, one), i -> request(guard, one)));
        add("request, 50,000 clients by turns", i -> request(guard, many[i % CLIENTS]));
        add("request of one who is exempt", i -> request(guard, exempt));
        add("request that is refused", i -> request(strict, limited));
        add("connection, 50,000 clients by turns", i -> connection(guard, clients[i % CLIENTS]));
        add("connection, an address never seen before", i -> connection(guard, never(i)));
        Guard listed = withList();
        add("the same beside a list of 100,000 networks", i -> connection(listed, never(i)));
        return report.append(sink == 42 ? " " : "").toString();
    }

    private void add(String what, Step step) {
        double[] nanos = new double[ROUNDS];
        for (int round = -2; round < ROUNDS; round++) {
            long begun = System.nanoTime();
            for (int i = 0; i < STEPS; i++) {
                sink += step.at(i);
            }
            if (round >= 0) {
                nanos[round] = (double) (System.nanoTime() - begun) / STEPS;
            }
        }
        Arrays.sort(nanos);
        report.append("| %s | %.0f (%.0f to %.0f) |%n"
                .formatted(what, nanos[ROUNDS / 2], nanos[0], nanos[ROUNDS - 1]));
        stop.countDown();
    }

    /** A step beside which another thread does the same all the time. */
    private Step beside(Runnable other, Step step) {
        stop = new CountDownLatch(1);
        CountDownLatch stopped = stop;
        Thread.ofPlatform().daemon().start(() -> {
            while (stopped.getCount() > 0) {
                other.run();
            }
        });
        return step;
    }

    private static int request(Guard guard, Visitor visitor) {
        return guard.request(visitor) == Verdict.ADMITTED ? 1 : 0;
    }

    private static int connection(Guard guard, InetAddress from) {
        Visitor visitor = guard.enter(from);
        if (visitor == null) {
            return 0;
        }
        guard.leave(visitor);
        return 1;
    }

    private static Guard guard(int requests, List<ListedNetwork> exempt, @Nullable Path deny) throws IOException {
        return Guard.open(
                new GuardConfig(
                        Enforcement.ALWAYS,
                        requests,
                        MUCH,
                        Duration.ofMinutes(1),
                        4,
                        1000,
                        Duration.ofHours(1),
                        65536,
                        exempt,
                        null,
                        deny), 1 << 16,
                InstantSource.system(),
                sentence -> {},
                System::nanoTime);
    }

    private static Guard withList() throws IOException {
        Path deny = Files.createTempFile("seawall-deny", ".txt");
        try {
            StringBuilder lines = new StringBuilder();
            for (int i = 0; i < LISTED; i++) {
                lines.append("%d.%d.%d.0/24%n".formatted(200 + (i >>> 16), (i >>> 8) & 255, i & 255));
            }
            Files.writeString(deny, lines);
            return guard(MUCH, List.of(), deny);
        } finally {
            Files.delete(deny);
        }
    }

    private static Visitor enter(Guard guard, InetAddress from) {
        return Objects.requireNonNull(guard.enter(from), "the guard lets nobody in");
    }

    private InetAddress[] addresses(int count) {
        InetAddress[] addresses = new InetAddress[count];
        for (int i = 0; i < count; i++) {
            addresses[i] = address(random.nextInt());
        }
        return addresses;
    }

    private static InetAddress never(int i) {
        return address(i * 0x9E3779B1);
    }

    private static InetAddress address(int bits) {
        try {
            return InetAddress.getByAddress(new byte[] {
                (byte) (40 + ((bits >>> 24) & 15)), (byte) (bits >>> 16), (byte) (bits >>> 8), (byte) bits
            });
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 bytes are an address", e);
        }
    }
}
