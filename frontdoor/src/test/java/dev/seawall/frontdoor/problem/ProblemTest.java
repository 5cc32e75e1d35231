package dev.seawall.frontdoor.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The bytes of docs/protocol/problem.json. */
class ProblemTest {
    @Test
    void aProblemIsWrittenAsTheGoldenExampleHasIt() throws Exception {
        var problem = Problem.of(
                ProblemType.WORKER_UNREACHABLE,
                "failed to reach worker-2 at 127.0.0.1:9002 from front-door-1: connection refused"
                        + " (3 of 3 tries, last success 12 s ago)");

        byte[] written = problem.json("0123456789abcdef0123456789abcdef");

        var json = new JsonMapper();
        try (InputStream golden = ProblemTest.class.getResourceAsStream("/protocol/problem.json")) {
            assertThat(json.readTree(written)).isEqualTo(json.readTree(golden));
        }
    }
}
