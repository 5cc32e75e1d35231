package dev.seawall.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessStopperTest {
    private final List<String> heard = new ArrayList<>();
    private final ProcessStopper stopper =
            new ProcessStopper((component, words) -> heard.add(component + " " + words), System::nanoTime);

    @Test
    void aProcessThatStopsWhenToldIsNotKilled() throws Exception {
        var record = started("echo ready; exec sleep 100");

        stopper.stop(List.of(record), Duration.ofSeconds(60));

        assertThat(record.process()).isEmpty();
        assertThat(heard).first().isEqualTo("worker-1 stopping");
        assertThat(heard).last().asString().startsWith("worker-1 stopped after");
    }

    @Test
    void aProcessThatOutlastsTheLimitIsKilledAndThatIsSaid() throws Exception {
        var record = started("trap '' TERM; echo ready; exec sleep 100");

        stopper.stop(List.of(record), Duration.ofMillis(200));

        assertThat(record.process()).isEmpty();
        assertThat(heard).last().asString().startsWith("worker-1 killed: still running");
    }

    @Test
    void whatDoesNotRunNeedsNoStopping() throws Exception {
        var record = started("echo ready");
        record.process().ifPresent(process -> process.onExit().join());

        stopper.stop(List.of(record), Duration.ofSeconds(60));

        assertThat(heard).isEmpty();
    }

    private static ProcessRecord started(String script) throws Exception {
        var process = new ProcessBuilder("sh", "-c", script).start();
        var record = ProcessRecord.of("worker-1", process.toHandle(), "build-1");
        assertThat(process.inputReader().readLine()).isEqualTo("ready");
        return record;
    }
}
