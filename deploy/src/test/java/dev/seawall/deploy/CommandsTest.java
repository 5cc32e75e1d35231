package dev.seawall.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands with real processes, which stand in for the programs. */
class CommandsTest {
    private Shell shell;

    @BeforeEach
    void open(@TempDir Path directory) throws IOException {
        shell = new Shell(directory, Shell.BLUEPRINT);
    }

    @AfterEach
    void close() throws IOException {
        shell.close();
    }

    @Test
    void upServesAndSaysWhereAndDownStopsEverything() throws Exception {
        var up = shell.run("up");

        assertThat(up.err()).isEmpty();
        assertThat(up.code()).as(up.err()).isZero();
        assertThat(up.out())
                .contains("shop is serving", "http://127.0.0.1:", "curl -T", "./seawall status", "worker-2")
                .doesNotContain("\u001b");
        assertThat(status().path("asWanted").asBoolean()).isTrue();
        long pid = pidOf("worker-1");

        var down = shell.run("down");

        assertThat(down.code()).isZero();
        assertThat(down.out()).contains("shop is stopped: 3 processes");
        assertGone(pid);
        assertThat(shell.run("status").code()).isEqualTo(2);
    }

    @Test
    void aSecondUpChangesNothingAndSaysSo() {
        shell.run("up");
        long before = pidOf("worker-1");

        var second = shell.run("up");

        assertThat(second.code()).isZero();
        assertThat(second.out()).contains("nothing was changed");
        assertThat(pidOf("worker-1")).isEqualTo(before);
    }

    @Test
    void onlyTheComponentThatDiedIsStartedAgain() {
        shell.run("up");
        long survivor = pidOf("worker-1");
        long killed = pidOf("worker-2");
        kill(killed);
        assertThat(shell.run("status").out()).contains("ended without being told to");

        var up = shell.run("up");

        assertThat(up.code()).as(up.err()).isZero();
        assertThat(up.out()).contains("1 of 3 changed");
        assertThat(pidOf("worker-1")).isEqualTo(survivor);
        assertThat(pidOf("worker-2")).isNotEqualTo(killed);
    }

    @Test
    void aChangedBlueprintRestartsOnlyWhomItConcerns() throws Exception {
        shell.run("up");
        long worker = pidOf("worker-1");
        long frontDoor = pidOf("front-door-1");
        shell.write(Shell.BLUEPRINT + "limits: {bodyBytes: 1MiB}\n");
        assertThat(shell.run("status").out()).contains("limits.bodyBytes: 5GiB -> 1MiB (./seawall up changes it)");

        var up = shell.run("up");

        assertThat(up.code()).as(up.err()).isZero();
        assertThat(up.out()).contains("changed: limits.bodyBytes: 5GiB -> 1MiB");
        assertThat(pidOf("worker-1")).isEqualTo(worker);
        assertThat(pidOf("front-door-1")).isNotEqualTo(frontDoor);
    }

    @Test
    void anotherBuildOfAProgramIsADifferenceToo() {
        shell.run("up");

        var up = shell.with(new StandInProgram("stand-in-2", "")).run("up");

        assertThat(up.out()).contains("worker-1", "changed: its program was built anew");
        assertThat(up.code()).as(up.err()).isZero();
    }

    @Test
    void anotherNumberOfWorkersIsRefusedOnceThereIsData() throws Exception {
        shell.run("up");
        for (var name : new String[] {"worker-1", "worker-2"}) {
            Files.writeString(shell.state().resolve("data").resolve(name).resolve("object"), "precious");
        }
        shell.write(Shell.BLUEPRINT.replace("workers: {count: 2}", "workers: {count: 3}"));

        var up = shell.run("up");

        assertThat(up.code()).isEqualTo(1);
        assertThat(up.err()).contains("workers.count is 3", "worker-1, worker-2", "change their owner");
    }

    @Test
    void aFrontDoorThatIsNoLongerWantedIsStopped() throws Exception {
        shell.write(Shell.BLUEPRINT.replace("frontdoors: {count: 1}", "frontdoors: {count: 2}"));
        shell.run("up");
        long surplus = pidOf("front-door-2");
        shell.write(Shell.BLUEPRINT);

        var up = shell.run("up");

        assertThat(up.code()).as(up.err()).isZero();
        assertGone(surplus);
        assertThat(status().path("components")).hasSize(3);
    }

    @Test
    void restartStopsAndStartsOneComponent() {
        shell.run("up");
        long before = pidOf("worker-2");
        long other = pidOf("worker-1");

        var restart = shell.run("restart", "worker-2");

        assertThat(restart.code()).as(restart.err()).isZero();
        assertThat(restart.out()).contains("worker-2", "ready after");
        assertThat(pidOf("worker-2")).isNotEqualTo(before);
        assertThat(pidOf("worker-1")).isEqualTo(other);
        assertThat(shell.run("restart", "worker-3").err()).contains("Did you mean worker-");
        assertThat(shell.run("restart", "worker-3").code()).isEqualTo(2);
    }

    @Test
    void logsShowTheEndOfEachComponentsLog() {
        shell.run("up");

        assertThat(shell.run("logs").out())
                .contains("worker-1      | worker-1 listening", "front-door-1  | front-door-1 listening");
        assertThat(shell.run("logs", "worker-1", "-n", "1").out()).isEqualTo("worker-1 listening\n");
    }

    @Test
    void aComponentThatDiesAtStartIsToldWithItsLastWordsAndTheOthersAreStopped() {
        var up = shell.with(StandInProgram.that("dies:worker-2")).run("up");

        assertThat(up.code()).isEqualTo(1);
        assertThat(up.err())
                .contains("exit code 4 (its data directory could not be used)")
                .contains("worker-2 found its data directory in use");
        assertThat(status().path("components").valueStream().map(one -> one.path("state")
                        .asString()))
                .containsOnly("stopped");
    }

    @Test
    void aPortInUseIsToldWithItsKeyAndItsHolderAndNothingIsLeftRunning() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            shell.write(Shell.BLUEPRINT.replace("{http: 0", "{http: " + taken.getLocalPort()));

            var up = shell.run("up");

            assertThat(up.code()).isEqualTo(1);
            assertThat(up.err())
                    .contains("front-door-1 needs port " + taken.getLocalPort() + " (local.http in the blueprint)")
                    .contains("(pid " + ProcessHandle.current().pid() + ")");
            assertThat(status().path("components").valueStream().map(one -> one.path("state")
                            .asString()))
                    .containsOnly("stopped");
        }
    }

    @Test
    void dataIsDeletedOnlyWhenTheDeploymentsNameIsTyped() throws Exception {
        shell.run("up");
        var object = shell.state().resolve("data/worker-1/object");
        Files.writeString(object, "precious");

        assertThat(shell.runTyping("shopp\n", "down", "--delete-data").code()).isEqualTo(1);
        assertThat(shell.run("down", "--delete-data").code()).isEqualTo(1);
        assertThat(shell.run("down", "--confirm", "shop").code()).isEqualTo(2);
        assertThat(status().path("asWanted").asBoolean()).isTrue();
        assertThat(shell.run("down").out()).contains("Its data is kept in");
        assertThat(object).exists();

        assertThat(shell.runTyping("shop\n", "down", "--delete-data").code()).isZero();
        assertThat(shell.state().resolve("data")).doesNotExist();
        assertThat(shell.run("down", "--delete-data", "--confirm", "shop").code())
                .isZero();
    }

    @Test
    void aBlueprintsProblemsAreAllToldAndEndWithTwo() throws Exception {
        shell.write("name: shop\nworkers: {count: 0}\nfrontdors: {count: 1}\n");

        var up = shell.run("up");

        assertThat(up.code()).isEqualTo(2);
        assertThat(up.err())
                .contains("seawall.yaml line 2: workers.count must be 1 to 99, not 0")
                .contains("seawall.yaml line 3: frontdors is not a key; did you mean frontdoors?");
        shell.write(Shell.BLUEPRINT);
    }

    @Test
    void theHelpNamesEveryCommandAndExitCode() {
        var help = shell.run("--help");

        assertThat(help.code()).isZero();
        assertThat(help.out()).contains("plan", "up", "status", "logs", "restart", "down", "Exit codes:", "130");
        assertThat(shell.run("up", "--on", "moon").code()).isEqualTo(2);
        assertThat(shell.run("nonsense").code()).isEqualTo(2);
    }

    private JsonNode status() {
        return new JsonMapper().readTree(shell.run("status", "--json").out());
    }

    private long pidOf(String component) {
        return status().path("components")
                .valueStream()
                .filter(one -> one.path("component").asString().equals(component))
                .mapToLong(one -> one.path("pid").asLong())
                .findFirst()
                .orElseThrow();
    }

    /** Java itself may take a moment to notice that a child of this test has ended. */
    private static void assertGone(long pid) {
        assertThat(ProcessHandle.of(pid).map(ProcessHandle::onExit).stream())
                .allSatisfy(end -> assertThat(end).succeedsWithin(Duration.ofSeconds(5)));
    }

    private static void kill(long pid) {
        var process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }
}
