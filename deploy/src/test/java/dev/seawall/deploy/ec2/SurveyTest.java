package dev.seawall.deploy.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/** What {@code status} in EC2 is made of. */
class SurveyTest {
    @Test
    void nothingLaunchedIsSaidInASentence() throws IOException {
        try (var rig = new Rig();
                var deployment = rig.open()) {
            var survey = deployment.survey();

            assertThat(survey.asWanted()).isFalse();
            assertThat(survey.remarks()).containsExactly("shop is not launched in us-east-1; ./seawall up launches it");
        }
    }

    @Test
    void driftIsSaidWithIds() throws IOException {
        try (var rig = new Rig()) {
            rig.up();
            String volume = rig.id("worker-1-volume");
            rig.person().detachVolume(r -> r.volumeId(volume));
            Eventually.that(
                    () -> rig.plan().plan().drift().stream().anyMatch(one -> one.contains("attached to nothing")));
            // What the pretended front doors don't answer needn't be waited for.
            rig.blueprint(Rig.BLUEPRINT.replace("operators: [198.51.100.7/32]\n", ""));

            try (var quiet = rig.open()) {
                var survey = quiet.survey();

                assertThat(survey.slots()).hasSize(4);
                assertThat(survey.remarks())
                        .contains("data volume worker-1-volume (" + volume
                                + ") is attached to nothing, wanted: worker-1");
            }
        }
    }

    @Test
    void aFrontDoorsObservationsAreRead() throws IOException {
        byte[] golden = SurveyTest.class
                .getResourceAsStream("/protocol/observations.json")
                .readAllBytes();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/-/observations", exchange -> {
            exchange.sendResponseHeaders(200, golden.length);
            exchange.getResponseBody().write(golden);
            exchange.close();
        });
        server.start();
        try {
            var observations = FrontDoorDesk.observations(
                    InetAddress.getLoopbackAddress().getHostAddress(),
                    server.getAddress().getPort());

            assertThat(observations).anySatisfy(one -> {
                assertThat(one.subject()).isEqualTo("worker-2");
                assertThat(one.outcome()).isEqualTo("failed");
                assertThat(one.sentence()).contains("connection refused");
            });
        } finally {
            server.stop(0);
        }
    }
}
