package dev.seawall.frontdoor.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Probes over the wire: what a worker says of itself arrives at the front door's admin port, whoever the worker is. */
class ProbeWireTest extends WireTest {
    private static final String OWN =
            "{\"observer\":\"worker-1\",\"subject\":\"volume\",\"outcome\":\"reached\",\"fsyncP99Millis\":3.5,"
                    + "\"sentence\":\"worker-1 serves from volume vol-1\"}";
    private final HttpClient http = HttpClient.newHttpClient();

    private static String ok(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"
                + body;
    }

    private JsonNode observations() throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + adminPort() + "/-/observations"))
                .timeout(Duration.ofSeconds(10))
                .build();
        return new JsonMapper()
                .readTree(http.send(request, BodyHandlers.ofString()).body())
                .get("observations");
    }

    private JsonNode await(Predicate<JsonNode> wanted) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (true) {
            JsonNode seen = observations();
            if (wanted.test(seen)) {
                return seen;
            }
            assertThat(System.nanoTime()).as("still %s", seen).isLessThan(deadline);
        }
    }

    private static String outcome(JsonNode observations) {
        return observations.at("/0/outcome").asString();
    }

    @Test
    void whatAWorkerSaysOfItselfIsPassedOnBehindTheFrontDoorsOwnView() throws Exception {
        worker().probed(ok("{\"component\":\"worker-1\",\"observations\":[" + OWN + "]}"));

        JsonNode seen = await(each -> each.size() == 2);

        assertThat(outcome(seen)).isEqualTo("reached");
        assertThat(seen.at("/0/observer").asString()).isEqualTo("front-door-1");
        assertThat(seen.get(1)).isEqualTo(new JsonMapper().readTree(OWN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\nnope",
                "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
                "HTTP/1.1 204 No Content\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"
            })
    void aProgramWithoutAReportCountsAsReached(String answer) throws Exception {
        worker().probed(ok("{\"observations\":[" + OWN + "]}"));
        await(each -> each.size() == 2);

        worker().probed(answer);

        assertThat(outcome(await(each -> each.size() == 1))).isEqualTo("reached");
    }

    @Test
    void aReportLongerThan64KiBIsNotReadAndTheWorkerStillReached() throws Exception {
        worker().probed(ok("{\"observations\":[" + OWN + "]}"));
        await(each -> each.size() == 2);

        worker().probed(ok("{\"observations\":[" + OWN + "],\"padding\":\"" + "x".repeat(70_000) + "\"}"));

        assertThat(outcome(await(each -> each.size() == 1))).isEqualTo("reached");
    }

    @Test
    void aReportThatNeverEndsDoesNotKeepTheWorkerFromBeingProbedAgain() throws Exception {
        worker().probed("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"obs");
        await(each -> outcome(each).equals("reached"));

        worker().probed(ok("{\"observations\":[" + OWN + "]}"));

        assertThat(await(each -> each.size() == 2).get(1).get("subject").asString())
                .isEqualTo("volume");
    }

    @Test
    void anAnswerThatIsNotHttpCountsAsAFailure() throws Exception {
        worker().probed("SSH-2.0-OpenSSH_9.6\r\n\r\n");

        assertThat(await(each -> outcome(each).equals("failed"))
                        .at("/0/sentence")
                        .asString())
                .contains("failed to reach worker-1", "broke off");
    }
}
