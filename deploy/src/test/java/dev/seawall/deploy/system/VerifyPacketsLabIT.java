package dev.seawall.deploy.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.deploy.lab.fabric.Fabric;
import dev.seawall.deploy.lab.fabric.RealLab;
import dev.seawall.deploy.lab.fabric.Sandbox;
import dev.seawall.deploy.lab.host.LabDaemon;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code verify --packets} as a user runs it, on a deployment that {@code up} launched in the lab's namespaces. */
class VerifyPacketsLabIT {
    @TempDir
    Path directory;

    @BeforeEach
    void launch() throws Exception {
        RealLab.needsNetwork();
        Files.writeString(directory.resolve("seawall.yaml"), """
                name: shop
                frontdoors: {count: 1, ports: {http: 18080, https: 18443}}
                workers: {count: 2, volume: {size: 1GiB}}
                """);
        Farm.run(directory, "lab", "start", "--isolation", "namespaces").mustSucceed();
        Farm.run(directory, "up", "--on", "lab", "--yes").mustSucceed();
    }

    @AfterEach
    void end() throws Exception {
        Farm.run(directory, "lab", "stop", "--terminate").mustSucceed();
    }

    private Farm.Run verify(String... more) throws Exception {
        var arguments = new ArrayList<>(List.of("verify", "--on", "lab", "--packets"));
        arguments.addAll(List.of(more));
        return Farm.run(directory, arguments.toArray(String[]::new));
    }

    private JsonNode worker(JsonNode json) {
        for (JsonNode place : json.path("packets").path("places")) {
            if (place.path("name").asString().equals("worker-2")) {
                return place;
            }
        }
        throw new AssertionError("no worker-2 in " + json);
    }

    @Test
    void packetsDoWhatTheRulesSayUntilSomebodyTakesAFilterAwayOrOpensAGroup() throws Exception {
        var asLaunched = verify().mustSucceed();
        assertThat(asLaunched.output()).contains("from \\ to", "worker-2 (w2)", "packets do what the rules say in all");
        var json = JsonMapper.shared().readTree(verify("--json").mustSucceed().output());
        assertThat(json.path("kept").asBoolean()).isTrue();
        String worker = worker(json).path("id").asString();

        Fabric.of(Sandbox.find(LabDaemon.beside(directory.resolve("seawall.yaml"))
                                .directory())
                        .orElseThrow())
                .unfiltered(worker);
        var unfiltered = verify();
        assertThat(unfiltered.exitCode()).isEqualTo(2);
        assertThat(unfiltered.output())
                .contains("reached worker-2 (" + worker + ", ", "what filters there is not what EC2 describes");

        try (var account = new CloudAccount(LabDaemon.beside(directory.resolve("seawall.yaml"))
                .find()
                .orElseThrow()
                .endpoint())) {
            account.letIn("worker-group", "tcp", 9000, "0.0.0.0/0");
        }
        var opened = verify();
        assertThat(opened.exitCode()).isEqualTo(2);
        assertThat(opened.output())
                .contains("operator (10.61.255.254) reached worker-2 (" + worker + ", ")
                .contains("lets in tcp 9000 from 0.0.0.0/0, which the blueprint doesn't ask for")
                .doesNotContain("what filters there is not what EC2 describes");
    }
}
