package dev.seawall.deploy.flood.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.deploy.flood.record.Attack;
import dev.seawall.deploy.lab.fabric.RealLab;
import dev.seawall.deploy.lab.fabric.Rule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What attacks do to a front door's kernel, in real namespaces. */
class AttackerLabIT {
    @TempDir
    Path folder;

    private LabRun lab;

    @BeforeEach
    void lay() throws Exception {
        RealLab.needsNetwork();
        lab = new LabRun(folder);
    }

    @AfterEach
    void end() throws Exception {
        if (lab != null) {
            lab.close();
        }
    }

    private static String[] orders(String... changed) {
        return Program.orders(changed);
    }

    @Test
    void whatUdpIsCountedArrivesAtTheInterfaceAndTheAttackStopsByItself() throws Exception {
        lab.fabric.firewall("front-door-1", List.of(Rule.in("tcp", 80, "0.0.0.0/0")));
        var before = lab.fabric.counters("front-door-1");

        var entries = lab.ended(lab.attacker("bots", orders("--rate", "20000000", "--seconds", "3")), 0);

        long packets = entries.stream().mapToLong(Attack::operations).sum();
        long bits = entries.stream().mapToLong(Attack::bits).sum();
        long received = lab.fabric.counters("front-door-1").minus(before).receivedBytes();
        assertThat(entries.stream().mapToLong(Attack::millis).sum()).isGreaterThan(2_900);
        assertThat(entries)
                .isNotEmpty()
                .allMatch(
                        entry -> entry.attack().equals("udp") && entry.target().equals("front-door-1"));
        // The kernel's count has no check sequence, and a little else came by.
        assertThat((double) received).isBetween(bits / 8.0 - 4 * packets, (bits / 8.0 - 4 * packets) * 1.02 + 10_000);
    }

    @Test
    void synsLeaveConnectionsHalfOpen() throws Exception {
        lab.fabric.deafToAnswers("bots", true);
        try (var server = lab.server(folder);
                var attacker = lab.attacker("bots", orders("--kind", "syn", "--rate", "100", "--seconds", "30"))) {
            lab.untilConnections("syn-recv", 40);

            assertThat(lab.connections("established")).isZero();
            assertThat(server.isAlive()).isTrue();
            Attack entry = LabRun.interval(attacker);
            while (entry.outcomes().isEmpty()) {
                entry = LabRun.interval(attacker);
            }
            assertThat(entry.outcomes()).containsOnlyKeys("unanswered");
            attacker.stop(Duration.ofSeconds(30));
            lab.ended(attacker, 143);
        }
    }

    @Test
    void synsFromWhereAnswersAreHeardAreNotGoneOnWith() throws Exception {
        try (var server = lab.server(folder)) {
            lab.ended(lab.attacker("bots", orders("--kind", "syn", "--rate", "100", "--seconds", "30")), 1);

            assertThat(lab.errors()).contains("hears the answers to its SYNs");
            assertThat(server.isAlive()).isTrue();
        }
    }

    @Test
    void connectionsAreHeldUpToTheirNumberAndGoneWithStandardInput() throws Exception {
        try (var server = lab.server(folder);
                var attacker = lab.attacker(
                        "bots",
                        orders("--kind", "connections", "--rate", "500", "--connections", "100", "--seconds", "60"))) {
            lab.untilConnections("established", 100);
            Attack entry = LabRun.interval(attacker);
            while (entry.outcomes().getOrDefault("held", 0L) < 100) {
                entry = LabRun.interval(attacker);
            }
            assertThat(lab.connections("established")).isEqualTo(100);

            attacker.process().getOutputStream().close();

            lab.ended(attacker, 0);
            lab.untilConnections("established", 0);
            assertThat(server.isAlive()).isTrue();
        }
    }

    @Test
    void anAttackEndsWhenNobodyCanReadWhatItPrintsAnyMore() throws Exception {
        try (var attacker =
                lab.attacker("bots", orders("--kind", "connections", "--rate", "100", "--seconds", "600"))) {
            attacker.process().getInputStream().close();

            assertThat(attacker.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void requestsAreAnsweredAndCounted() throws Exception {
        try (var server = lab.server(folder);
                var attacker = lab.attacker(
                        "bots", orders("--kind", "http", "--rate", "200", "--path", "/missing", "--seconds", "60"))) {
            Attack entry = LabRun.interval(attacker);
            while (!entry.outcomes().containsKey("status-404")) {
                entry = LabRun.interval(attacker);
            }

            assertThat(entry.operations()).isPositive();
            assertThat(entry.outcomes().getOrDefault("held", 0L)).isBetween(1L, (long) Kind.HTTP.usualConnections);
            assertThat(server.isAlive()).isTrue();
        }
    }
}
