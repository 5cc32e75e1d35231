package dev.seawall.frontdoor.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardTest {
    @Test
    void aNetworkHasWhatItSavedUpAndThenItsRate() throws Exception {
        var door = new GuardUnderTest();
        Visitor client = door.enter("8.8.8.8");

        assertThat(door.admitted(client, 25)).isEqualTo(20);
        door.pass(Duration.ofMillis(500));
        assertThat(door.admitted(client, 10)).isEqualTo(5);
        door.pass(Duration.ofMinutes(1));
        assertThat(door.admitted(client, 25)).isEqualTo(20);

        assertThat(door.refused(RefusalReason.REQUEST_RATE)).isEqualTo(15);
    }

    @Test
    void connectionsOfOneAddressShareItsRateAndOthersHaveTheirOwn() throws Exception {
        var door = new GuardUnderTest();
        Visitor one = door.enter("8.8.8.8");
        Visitor another = door.enter("8.8.8.8");
        Visitor stranger = door.enter("9.9.9.9");

        door.admitted(one, 20);

        assertThat(door.guard.request(another)).isEqualTo(Verdict.LIMITED);
        assertThat(door.guard.request(stranger)).isEqualTo(Verdict.ADMITTED);
    }

    @ParameterizedTest
    @CsvSource({
        "2600:1:2:3::1, 2600:1:2:3:ffff::9, true",
        "2600:1:2:3::1, 2600:1:2:4::1, false",
        "8.8.8.8, ::ffff:8.8.8.8, true",
        "8.8.8.8, 8.8.8.9, false"
    })
    void anIpv6ClientIsItsSlash64(String spender, String other, boolean isSame) throws Exception {
        var door = new GuardUnderTest();
        door.admitted(door.enter(spender), 20);

        assertThat(door.guard.request(door.enter(other))).isEqualTo(isSame ? Verdict.LIMITED : Verdict.ADMITTED);
    }

    @ParameterizedTest
    @CsvSource({"8.8.8.%d, 8.8.9.1", "2600:1:2:%d::1, 2600:1:3:1::1"})
    void theNetworkAroundHasFourTimesAsMuchAndIsNamed(String neighbours, String elsewhere) throws Exception {
        var door = new GuardUnderTest();
        int admitted = 0;
        for (int i = 1; i <= 20; i++) {
            admitted += door.admitted(door.enter(neighbours.formatted(i)), 10);
        }

        assertThat(admitted).isEqualTo(80);
        assertThat(door.guard.request(door.enter(elsewhere))).isEqualTo(Verdict.ADMITTED);
        assertThat(door.guard.facts().exceeding())
                .extracting(each -> each.network().toString())
                .containsExactly(elsewhere.contains(":") ? "2600:1:2:0:0:0:0:0/48" : "8.8.8.0/24");
    }

    @Test
    void whoGoesOnAtTwiceItsRateIsTurnedOffForAWhile() throws Exception {
        var door = new GuardUnderTest();
        Visitor client = door.enter("8.8.8.8");

        assertThat(door.admitted(client, 41)).isEqualTo(20);

        assertThat(door.guard.request(client)).isEqualTo(Verdict.TURNED_OFF);
        assertThat(door.isLetIn("8.8.8.8")).isFalse();
        assertThat(door.isLetIn("8.8.8.9")).isTrue();
        assertThat(door.guard.facts().exceeding().getFirst().isTurnedOff()).isTrue();
        door.pass(Duration.ofSeconds(9));
        assertThat(door.isLetIn("8.8.8.8")).isFalse();
        door.pass(Duration.ofSeconds(2));
        assertThat(door.isLetIn("8.8.8.8")).isTrue();
        assertThat(door.guard.request(client)).isEqualTo(Verdict.ADMITTED);
    }

    @Test
    void whoComesBackWhenToldIsNeverTurnedOff() throws Exception {
        var door = new GuardUnderTest();
        Visitor client = door.enter("8.8.8.8");
        for (int second = 0; second < 600; second++) {
            door.admitted(client, 15); // half as many again as it may, all the time
            door.pass(Duration.ofSeconds(1));
        }

        assertThat(door.refused(RefusalReason.OFFENDER)).isZero();
        assertThat(door.refused(RefusalReason.REQUEST_RATE)).isBetween(2900L, 3000L);
    }

    @Test
    void newConnectionsHaveARateToo() throws Exception {
        var door = new GuardUnderTest();
        long letIn = Stream.generate(() -> door.isLetIn("8.8.8.8"))
                .limit(15)
                .filter(isIn -> isIn)
                .count();

        assertThat(letIn).isEqualTo(10);
        assertThat(door.refused(RefusalReason.CONNECTION_RATE)).isEqualTo(5);
        door.pass(Duration.ofSeconds(1));
        assertThat(door.isLetIn("8.8.8.8")).isTrue();
    }

    @Test
    void aNetworkHoldsAShareOfWhatIsFreeSoThatSomeAlwaysIs() throws Exception {
        var door = new GuardUnderTest(GuardUnderTest.config(Enforcement.ALWAYS, 10, 100_000));
        List<Visitor> held = new ArrayList<>();
        for (int network = 0; network < 3; network++) {
            for (int i = 0; i < GuardUnderTest.CAPACITY; i++) {
                Visitor visitor = door.guard.enter(GuardUnderTest.address("8." + network + ".8.8"));
                if (visitor != null) {
                    held.add(visitor);
                }
            }
        }

        // A third of all; then of what is left, and so on: never all.
        assertThat(held.size()).isBetween(650, 750);
        assertThat(door.refused(RefusalReason.CONNECTION_SHARE)).isEqualTo(3000 - held.size());
        assertThat(door.isLetIn("9.9.9.9")).isTrue();
        held.forEach(door.guard::leave);
        held.forEach(door.guard::leave); // The second time is as if it had not been.
        assertThat(door.isLetIn("8.0.8.8")).isTrue();
        assertThat(door.guard.facts().exceeding())
                .allSatisfy(each -> assertThat(each.open()).isLessThanOrEqualTo(1));
    }

    @Test
    void nobodyIsHeldToARateWhileNothingIsShort() throws Exception {
        var door = new GuardUnderTest(Enforcement.SHORT);
        Visitor client = door.enter("8.8.8.8");

        assertThat(door.admitted(client, 100)).isEqualTo(100);
        assertThat(door.spared(RefusalReason.REQUEST_RATE)).isEqualTo(80);
        door.guard.observe(0.95, 0);
        assertThat(door.guard.request(client)).isEqualTo(Verdict.LIMITED);
        assertThat(door.guard.facts().shortOf()).containsExactly("it uses 95% of its processors");

        door.pass(Duration.ofSeconds(4));
        door.guard.observe(0.1, 0);
        assertThat(door.guard.isEnforced()).isTrue();
        door.pass(Duration.ofSeconds(2));
        door.guard.observe(0.1, 0);
        assertThat(door.guard.isEnforced()).isFalse();
        door.guard.observe(0.1, 1);
        assertThat(door.guard.facts().shortOf()).containsExactly("its workers had no room for 1 request");
    }

    @Test
    void whatIsOnlyCountedTurnsNobodyAway() throws Exception {
        var door = new GuardUnderTest(Enforcement.NEVER);
        Visitor client = door.enter("8.8.8.8");
        door.guard.observe(1, 100);

        assertThat(door.admitted(client, 100)).isEqualTo(100);
        assertThat(door.spared(RefusalReason.REQUEST_RATE)).isEqualTo(80);
        assertThat(door.guard.refused().values()).allMatch(count -> count == 0);
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1", "10.1.2.3", "172.31.0.1", "192.168.1.1", "198.51.100.2", "::1", "fd00::1", "fe80::1"})
    void whatTheInternetDoesNotRouteIsExempt(String address) throws Exception {
        GuardConfig strict = GuardUnderTest.config(Enforcement.ALWAYS, 1, 1);
        var door = new GuardUnderTest(new GuardConfig(
                strict.enforce(), 1, 1, strict.burst(), 1, 1, strict.ban(), strict.networks(), null, null, null));

        List<Visitor> connections = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            connections.add(door.enter(address));
        }
        assertThat(door.admitted(connections.getFirst(), 1000)).isEqualTo(1000);
        assertThat(door.guard.facts().remembered()).isZero();
    }
}
