package dev.seawall.deploy.flood.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.seawall.deploy.flood.analysis.PlausibleRun.Seen;
import dev.seawall.deploy.flood.record.Fsyncs;
import dev.seawall.deploy.flood.record.Latency;
import dev.seawall.deploy.flood.record.Window;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Which windows count, and what the numbers of a cell are made of. */
class FindingsTest {
    private static final Seen QUIET = new Seen(400, 0.7, 1, -1);
    private static final Seen FLOODED = new Seen(4, 200, 0.1, -1);

    private static Cell flooded(PlausibleRun run) {
        return Findings.of(run.log()).cells().stream()
                .filter(cell -> !cell.quiet())
                .findFirst()
                .orElseThrow();
    }

    private static Storage storage(Cell cell) {
        return Objects.requireNonNull(cell.storage());
    }

    @Test
    void everyReasonToSetAWindowAsideIsCountedAndNamed() {
        PlausibleRun run = PlausibleRun.flood()
                .window("colocated", 0, QUIET)
                .window("colocated", 5, FLOODED)
                .discarded("the worker had not recovered after 20 s")
                .window("colocated", 5, QUIET)
                .discarded("")
                .steal(0.3)
                .window("colocated", 5, QUIET)
                .steal(0)
                .busy(0.99)
                .window("colocated", 5, QUIET)
                .busy(0.4);
        run.add(new Window(run.now() + 60_000, 5_000, "colocated", "udp", 5, 9, 250e6, 200e6, 0, 0.4, ""));
        run.add(new Window(run.now() + 90_000, 5_000, "colocated", "udp", 5, 9, 250e6, 250e6, 0, 0.4, ""));

        Findings found = Findings.of(run.log());
        Cell cell = flooded(run);

        assertThat(cell.windows()).isEqualTo(6);
        assertThat(cell.used()).isEqualTo(1);
        assertThat(storage(cell).perSecond().median())
                .as("from the one that counts")
                .isLessThan(10);
        assertThat(cell.against())
                .containsOnlyKeys(
                        "the worker had not recovered after 20 s",
                        "the computer's host took 30% of its time, more than 15%",
                        "CPU-bound: the computer was 99% busy, more than 95%",
                        "the flood reached 80% of its rate, less than 95%",
                        "nothing was measured in it");
        assertThat(found.windows()).hasSize(7);
        assertThat(found.windows().stream().filter(seen -> !seen.against().isEmpty()))
                .hasSize(5);
        assertThat(found.notRuledOut()).anyMatch(doubt -> doubt.contains("5 of 7 were set aside"));
    }

    @Test
    void anIntervalThatReachesPastTheWindowsEndDoesNotCount() {
        PlausibleRun run = PlausibleRun.flood().window("colocated", 0, QUIET).window("colocated", 5, FLOODED);
        run.add(new Fsyncs(run.now() - 100, 500, "worker-1", 350, 0, 1, Latency.of(Latency.histogram())));

        assertThat(storage(flooded(run)).perSecond().median()).isEqualTo(4, within(0.5));
    }

    @Test
    void aWindowIsComparedWithTheQuietOneNearestToIt() {
        PlausibleRun run = PlausibleRun.flood()
                .window("split", 0, new Seen(400, 0.7, 1, -1))
                .window("split", 5, new Seen(400, 0.7, 0.4, -1))
                .topology("nothing", 0)
                .window("split", 5, new Seen(100, 0.7, 0.4, -1))
                .window("split", 0, new Seen(100, 0.7, 1, -1));

        assertThat(storage(flooded(run)).kept()).isEqualTo(1, within(0.1));
    }

    @Test
    void anFsyncThatNeverCameBackCountsAsLongAsItHadWaited() {
        PlausibleRun run =
                PlausibleRun.flood().window("colocated", 0, QUIET).window("colocated", 5, new Seen(0, 1, 0, -1));

        Storage storage = storage(flooded(run));

        assertThat(storage.kept()).isZero();
        assertThat(Objects.requireNonNull(storage.latency()).p99Millis()).isEqualTo(300, within(5.0));
    }

    @Test
    void theAttackedDoorAndTheOtherAreToldApart() {
        PlausibleRun run = PlausibleRun.flood()
                .window("two-doors", 0, new Seen(400, 0.7, 1, 1))
                .window("two-doors", 5, new Seen(400, 0.7, 0.4, 1));

        Cell cell = flooded(run);

        assertThat(cell.doors(true)).singleElement().satisfies(door -> {
            assertThat(door.target()).isEqualTo("front-door-1");
            assertThat(door.answeredShare()).isEqualTo(0.4);
            assertThat(door.goodputPerSecond()).isEqualTo(20);
            assertThat(door.failures()).containsEntry("timeout", 150L);
        });
        assertThat(cell.doors(false)).singleElement().satisfies(door -> assertThat(door.answeredShare())
                .isEqualTo(1));
        assertThat(cell.usage()).singleElement().satisfies(used -> {
            assertThat(used.cores()).isEqualTo(0.08, within(0.01));
            assertThat(used.receiveDropsPerSecond()).isEqualTo(5_000);
        });
    }

    @Test
    void aFailoverIsMeasuredByItsLongestTimeWithoutService() {
        PlausibleRun run = PlausibleRun.flood().window("failover", 0, new Seen(400, 0.7, 1, 1));
        long began = run.now() + 2_000;
        for (double answered : List.of(1.0, 0.2, 0.0, 1.0, 0.1, 1.0)) {
            run.polite("front-door-1", answered, began);
            began += 500;
        }
        run.happening("the Elastic IP moved to front-door-2", began - 1_500);
        run.add(new Window(began - 3_000, 3_000, "failover", "udp", 5, 1, 250e6, 250e6, 0, 0.4, ""));

        Failover failover = Findings.of(run.log()).failovers().getFirst();

        assertThat(failover.longestMillis()).isEqualTo(1_000);
        assertThat(failover.allMillis()).isEqualTo(1_500);
        assertThat(failover.lastMillis()).isEqualTo(2_500);
        assertThat(failover.lost()).isEqualTo(20 + 25 + 22);
        assertThat(failover.happenings()).containsExactly("1.5 s: the Elastic IP moved to front-door-2");
        assertThat(Findings.of(run.log()).answer()).contains("without service for 1.0 s");
    }

    @Test
    void aLoadRunHasNumbersAndNoClaims() {
        Findings found = Findings.of(
                PlausibleRun.load().window("target", 0, new Seen(0, 0, 0.8, -1)).log());

        assertThat(found.claims()).isEmpty();
        assertThat(found.topologies()).isEmpty();
        assertThat(found.answer()).startsWith("80% of 250 requests to http://127.0.0.1:8080/ were answered");
        assertThat(found.cells().getFirst().served().getFirst().failures()).containsEntry("timeout", 50L);
        assertThat(found.notRuledOut()).noneMatch(doubt -> doubt.contains("Not tried"));
    }

    @Test
    void whatTheRunLeavesOpenIsSaid() {
        Findings found = Findings.of(PlausibleRun.flood()
                .window("split", 0, new Seen(200, 0.7, 1, -1))
                .window("split", 0, new Seen(400, 0.7, 1, -1))
                .window("split", 5, QUIET)
                .log());

        assertThat(String.join("\n", found.notRuledOut()))
                .contains("queue 100 packets, drop-tail")
                .contains("Cold caches: the first quiet window of split had")
                .contains("Noise: quiet windows of split differ among themselves")
                .contains("Not tried in this run: \"With front door and worker on one instance")
                .contains("It was up to 41% busy")
                .endsWith("this computer's disk was not measured.");
    }

    @Test
    void aTimelineHasAColumnForEachQuantityAndComponent() {
        Timeline timeline = Findings.of(PlausibleRun.flood()
                        .window("split", 0, QUIET)
                        .window("split", 5, FLOODED)
                        .log())
                .timelines()
                .getFirst();

        assertThat(timeline.series())
                .allSatisfy(series -> assertThat(series.values()).hasSameSizeAs(timeline.seconds()));
        assertThat(timeline.series())
                .extracting(Timeline.Series::quantity)
                .contains("offered", "fsyncs", "fsyncP99", "due", "answered", "politeP50", "cores")
                .doesNotContain("operations");
    }

    @Test
    void aLogWithoutItsFirstLineIsRefused() {
        assertThatThrownBy(() -> Findings.of(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no entry of kind \"run\"");
    }

    @Test
    void aRunThatWasCutOffEarlyShowsNothingAndSaysSo() {
        assertThat(Findings.of(PlausibleRun.flood().log()).answer()).contains("it shows nothing");
    }
}
