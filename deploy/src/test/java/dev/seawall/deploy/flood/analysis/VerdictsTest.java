package dev.seawall.deploy.flood.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.seawall.deploy.flood.analysis.PlausibleRun.Seen;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a claim's verdict is, by what was seen. */
class VerdictsTest {
    private static final Seen QUIET = new Seen(400, 0.7, 1, -1);

    private static PlausibleRun pairs(PlausibleRun run, int count, String topology, Seen quiet, Seen flooded) {
        for (int i = 0; i < count; i++) {
            run.window(topology, 0, quiet).window(topology, 5, flooded);
        }
        return run;
    }

    private static Claim claim(String id, PlausibleRun run) {
        return Findings.of(run.log()).claims().stream()
                .filter(claim -> claim.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Verdict outage(double fsyncsUnderFlood) {
        return claim(
                        "outage",
                        pairs(PlausibleRun.flood(), 3, "colocated", QUIET, new Seen(fsyncsUnderFlood, 200, 0.1, -1)))
                .verdict();
    }

    private static Verdict cure(Seen flooded) {
        return claim("cure", pairs(PlausibleRun.flood(), 3, "split", QUIET, flooded))
                .verdict();
    }

    private static Verdict otherDoor(double answered) {
        return claim(
                        "other-door",
                        pairs(
                                PlausibleRun.flood(),
                                6,
                                "two-doors",
                                new Seen(400, 0.7, 1, 1),
                                new Seen(400, 0.7, 0.4, answered)))
                .verdict();
    }

    @Test
    void theOutageIsHeldWhenNextToNothingIsLeft() {
        assertThat(outage(4)).isEqualTo(Verdict.HELD);
        assertThat(outage(20)).isEqualTo(Verdict.DEGRADED);
        assertThat(outage(200)).isEqualTo(Verdict.DENIED);
    }

    @Test
    void theCureNeedsRateAndMedianAndP99() {
        assertThat(cure(new Seen(390, 0.7, 0.4, -1))).isEqualTo(Verdict.HELD);
        assertThat(cure(new Seen(250, 0.7, 0.4, -1))).as("63% kept").isEqualTo(Verdict.DEGRADED);
        assertThat(cure(new Seen(100, 0.7, 0.4, -1))).as("25% kept").isEqualTo(Verdict.DENIED);
        assertThat(cure(new Seen(390, 1.4, 0.4, -1))).as("twice the latency").isEqualTo(Verdict.DEGRADED);
        assertThat(cure(new Seen(390, 7.0, 0.4, -1)))
                .as("ten times the latency")
                .isEqualTo(Verdict.DENIED);
    }

    @Test
    void theOtherDoorMustAnswerNextToAll() {
        assertThat(otherDoor(1)).isEqualTo(Verdict.HELD);
        assertThat(otherDoor(0.96)).isEqualTo(Verdict.DEGRADED);
        assertThat(otherDoor(0.6)).isEqualTo(Verdict.DENIED);
    }

    @Test
    void theOtherAttacksAreAClaimOfTheirOwn() {
        PlausibleRun run = PlausibleRun.flood();
        for (int i = 0; i < 6; i++) {
            run.window("two-doors", 0, new Seen(400, 0.7, 1, 1))
                    .window("two-doors", "h2-reset", 1, 2_000, new Seen(400, 0.7, 0.9, 1));
        }

        Findings found = Findings.of(run.log());

        assertThat(found.claims())
                .extracting(Claim::id, Claim::verdict)
                .containsExactly(tuple("other-door-attacks", Verdict.HELD));
        assertThat(found.cells().getLast().unit()).isEqualTo("operations/s");
        assertThat(found.cells().getLast().outcomes()).containsEntry("closed", 6 * 10 * 40L);
    }

    @Test
    void tooFewWindowsAreInconclusiveAndWhatTheyPointAtIsSaid() {
        Claim claim = claim("outage", pairs(PlausibleRun.flood(), 2, "colocated", QUIET, new Seen(4, 200, 0.1, -1)));

        assertThat(claim.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(claim.leaning()).isEqualTo(Verdict.HELD);
        assertThat(claim.rulings().getFirst().sentence())
                .contains("only 2 of 2 windows can be used, 3 are needed")
                .contains("of the quiet fsyncs per second (claimed: at most 2%)");
    }

    @Test
    void stolenTimeIsInconclusive() {
        Claim claim = claim(
                "outage", pairs(PlausibleRun.flood().steal(0.2), 4, "colocated", QUIET, new Seen(4, 200, 0.1, -1)));

        assertThat(claim.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(claim.rulings().getFirst().sentence()).contains("host took 20% of its time, more than 15%");
    }

    @Test
    void aBusyProcessorIsInconclusive() {
        Claim claim =
                claim("cure", pairs(PlausibleRun.flood().busy(0.97), 4, "split", QUIET, new Seen(100, 9, 0.1, -1)));

        assertThat(claim.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(claim.leaning()).isEqualTo(Verdict.DENIED);
        assertThat(claim.rulings().getFirst().sentence()).contains("CPU-bound: the computer was 97% busy");
    }

    @Test
    void tooFewSamplesAreInconclusive() {
        Claim claim = claim(
                "cure", pairs(PlausibleRun.flood(), 3, "split", new Seen(12, 0.7, 1, -1), new Seen(12, 0.7, 1, -1)));

        assertThat(claim.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(claim.rulings().getFirst().sentence()).contains("fsyncs came back, 300 are needed");
    }

    @Test
    void withoutQuietWindowsThereIsNothingToCompareWith() {
        PlausibleRun run = PlausibleRun.flood();
        for (int i = 0; i < 3; i++) {
            run.window("split", 2, QUIET);
        }

        Claim claim = claim("cure", run);

        assertThat(claim.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(claim.rulings().getFirst().sentence()).contains("nothing to compare with");
    }

    @Test
    void theWorstCellSpeaksForTheClaim() {
        PlausibleRun run = pairs(PlausibleRun.flood(), 3, "split", QUIET, new Seen(390, 0.7, 0.4, -1));
        for (int i = 0; i < 3; i++) {
            run.window("split", 0, QUIET).window("split", 10, new Seen(250, 0.7, 0.1, -1));
        }

        Claim claim = claim("cure", run);

        assertThat(claim.rulings()).extracting(Ruling::verdict).isEqualTo(List.of(Verdict.HELD, Verdict.DEGRADED));
        assertThat(claim.verdict()).isEqualTo(Verdict.DEGRADED);
    }
}
