package dev.seawall.deploy.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StepsTest {
    private static final Map<String, String> SETTINGS = Map.of("limits.bodyBytes", "5GiB", "http.port", "8080");

    @Test
    void whatRunsAsWantedIsKeptAndWhatDoesNotRunIsStarted() {
        var steps = Steps.between(
                List.of(new Wanted("worker-1", "b1", SETTINGS), new Wanted("worker-2", "b1", SETTINGS)),
                List.of(new Running("worker-2", "b1", SETTINGS)));

        assertThat(steps).containsExactly(new Step.Start("worker-1"), new Step.Keep("worker-2"));
    }

    @Test
    void everyDifferenceIsNamed() {
        var now = Map.of("limits.bodyBytes", "1MiB", "https.port", "8443", "http.port", "8080");

        var steps = Steps.between(
                List.of(new Wanted("front-door-1", "b2", SETTINGS)), List.of(new Running("front-door-1", "b1", now)));

        assertThat(steps)
                .containsExactly(new Step.Restart(
                        "front-door-1",
                        List.of(
                                "https.port: 8443 -> none",
                                "limits.bodyBytes: 1MiB -> 5GiB",
                                "its program was built anew")));
    }

    @Test
    void whatNobodyWantsIsStopped() {
        assertThat(Steps.between(List.of(), List.of(new Running("front-door-2", "b1", SETTINGS))))
                .containsExactly(new Step.Stop("front-door-2"));
    }
}
