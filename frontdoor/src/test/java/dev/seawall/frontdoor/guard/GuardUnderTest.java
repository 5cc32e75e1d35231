package dev.seawall.frontdoor.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;

/** A guard on a clock that the test moves, with small limits: 10 requests and 5 connections a second, 2 s saved up. */
final class GuardUnderTest {
    static final int CAPACITY = 1000;

    /** Anywhere, as {@link System#nanoTime} is. */
    private long nanos = Long.MAX_VALUE - Duration.ofSeconds(5).toNanos();

    final Guard guard;

    GuardUnderTest() throws IOException {
        this(Enforcement.ALWAYS);
    }

    GuardUnderTest(Enforcement enforce) throws IOException {
        this(config(enforce, 10, 5));
    }

    GuardUnderTest(GuardConfig config) throws IOException {
        guard = new Guard(
                config, new NetworkLists(config, InstantSource.system(), sentence -> {}), CAPACITY, () -> nanos);
    }

    static GuardConfig config(Enforcement enforce, int requests, int connections) {
        return new GuardConfig(
                enforce,
                requests,
                connections,
                Duration.ofSeconds(2),
                4,
                50,
                Duration.ofSeconds(10),
                1024,
                List.of(),
                null,
                null);
    }

    void pass(Duration time) {
        nanos += time.toNanos();
    }

    static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    /** A connection that is let in. */
    Visitor enter(String address) {
        Visitor visitor = guard.enter(address(address));
        assertThat(visitor).as(address).isNotNull();
        return Objects.requireNonNull(visitor);
    }

    boolean isLetIn(String address) {
        return guard.enter(address(address)) != null;
    }

    /** How many of so many requests at once are admitted. */
    int admitted(Visitor visitor, int requests) {
        int admitted = 0;
        for (int i = 0; i < requests; i++) {
            admitted += guard.request(visitor) == Verdict.ADMITTED ? 1 : 0;
        }
        return admitted;
    }

    long refused(RefusalReason reason) {
        return guard.refused().getOrDefault(reason, 0L);
    }

    long spared(RefusalReason reason) {
        return guard.spared().getOrDefault(reason, 0L);
    }
}
