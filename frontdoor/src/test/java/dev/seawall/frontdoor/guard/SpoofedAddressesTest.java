package dev.seawall.frontdoor.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Ten million addresses, half of them IPv6, while some clients are polite and some ask a hundred times their share. */
class SpoofedAddressesTest {
    private static final int SPOOFED = 10_000_000;
    private static final int SECONDS = 50;
    private static final int HEAVY = 10;
    private static final int POLITE = 500;

    @Test
    void tenMillionAddressesCostNoMemoryHideNobodyAndHurtNobody() throws Exception {
        GuardConfig small = GuardUnderTest.config(Enforcement.ALWAYS, 10, 1000);
        var door = new GuardUnderTest(new GuardConfig(
                small.enforce(), 10, 1000, small.burst(), 4, 50, small.ban(), 65536, List.of(), null, null));
        var random = new SplittableRandom(6);
        List<Visitor> polite = visitors(door, "20.%d.%d.1", POLITE);
        List<Visitor> heavy = visitors(door, "30.%d.%d.1", HEAVY);
        long before = heap();
        int asked = 0;
        int answered = 0;

        for (int second = 0; second < SECONDS; second++) {
            for (int i = 0; i < SPOOFED / SECONDS; i++) {
                Visitor visitor = door.guard.enter(spoofed(random, i % 2 == 0 ? 4 : 16));
                if (visitor != null) {
                    door.guard.request(visitor);
                    door.guard.leave(visitor);
                }
                if (i % (SPOOFED / SECONDS / 5) == 0) {
                    for (Visitor client : polite) {
                        asked++;
                        answered += door.guard.request(client) == Verdict.ADMITTED ? 1 : 0;
                    }
                    heavy.forEach(client -> door.admitted(client, 200));
                }
            }
            door.pass(Duration.ofSeconds(1));
        }

        assertThat(answered).isGreaterThanOrEqualTo(asked * 99 / 100);
        assertThat(heap() - before).as("bytes").isLessThan(2 << 20);
        GuardFacts facts = door.guard.facts();
        assertThat(facts.remembered()).isEqualTo(65536);
        assertThat(facts.exceeding())
                .filteredOn(each -> each.network().bits() == 32)
                .hasSizeGreaterThanOrEqualTo(HEAVY);
        assertThat(facts.exceeding().subList(0, HEAVY))
                .allSatisfy(each -> assertThat(each.network().toString()).startsWith("30."));
    }

    private static List<Visitor> visitors(GuardUnderTest door, String pattern, int count) {
        List<Visitor> visitors = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            visitors.add(door.enter(pattern.formatted(i / 250, i % 250)));
        }
        return visitors;
    }

    private static InetAddress spoofed(SplittableRandom random, int length) throws UnknownHostException {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        bytes[0] = (byte) (0x28 | (bytes[0] & 0x7)); // 40 to 47, or 2800::/5
        return InetAddress.getByAddress(bytes);
    }

    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
