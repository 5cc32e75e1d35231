package dev.seawall.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** What commands do about a state that nobody wanted; real processes stand in for the programs. */
class MishapsTest {
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
    void aProcessThatNoRecordTellsOfIsSeenAndReplacedByUpAndStoppedByDown() throws Exception {
        shell.run("up");
        long stray = forgetRecordOf("worker-1");
        assertThat(shell.run("status").out()).contains("worker-1 runs as pid " + stray);

        var up = shell.run("up");

        assertThat(up.code()).as(up.err()).isZero();
        assertThat(Awaiting.runs(stray)).isFalse();

        long another = forgetRecordOf("worker-2");
        assertThat(shell.run("down").out()).contains("shop is stopped: 3 processes");
        assertThat(Awaiting.runs(another)).isFalse();
    }

    @Test
    void aPortThatAnotherDeploymentHoldsIsToldWithTheWayToStopIt(@TempDir Path elsewhere) throws Exception {
        shell.run("up");
        int port = new JsonMapper()
                .readTree(Files.readString(shell.state().resolve("run/ports.json")))
                .path("worker-1.http")
                .asInt();
        try (var other = new Shell(elsewhere, Shell.BLUEPRINT.replace("{http: 0", "{http: " + port))) {
            var up = other.run("up");

            assertThat(up.code()).isEqualTo(1);
            assertThat(up.err()).contains("worker-1 of the deployment in " + shell.state(), "./seawall down stops it");
        }
    }

    @Test
    void aNewPortThatIsTakenIsToldBeforeAnythingIsStopped() throws Exception {
        shell.run("up");
        long before = pidOf("front-door-1");
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            shell.write(Shell.BLUEPRINT.replace("{http: 0", "{http: " + taken.getLocalPort()));

            assertThat(shell.run("up").code()).isEqualTo(1);
        }
        assertThat(pidOf("front-door-1")).isEqualTo(before);
        assertThat(Awaiting.runs(before)).isTrue();
    }

    @Test
    void anUpThatEndedAfterItsFirstWorkerIsNoObstacleToTheNext() throws Exception {
        shell.with(StandInProgram.that("dies:worker-2")).run("up");
        Files.writeString(shell.state().resolve("data/worker-1/object"), "precious");

        var up = shell.with(StandInProgram.wellBehaved()).run("up");

        assertThat(up.code()).as(up.err()).isZero();
    }

    @Test
    void aLostDataDirectoryIsNotReplacedByAnEmptyOne() throws Exception {
        shell.run("up");
        shell.run("down");
        Files.writeString(shell.state().resolve("data/worker-2/object"), "precious");
        var lost = shell.state().resolve("data/worker-1");
        Files.delete(lost);

        var up = shell.run("up");

        assertThat(up.code()).isEqualTo(1);
        assertThat(up.err()).contains("put it back", "mkdir " + lost);
        Files.createDirectory(lost);
        assertThat(shell.run("up").code()).isZero();
    }

    private long forgetRecordOf(String component) throws IOException {
        long pid = pidOf(component);
        Files.delete(record(component));
        return pid;
    }

    private long pidOf(String component) throws IOException {
        return new JsonMapper()
                .readTree(Files.readString(record(component)))
                .path("pid")
                .asLong();
    }

    private Path record(String component) {
        return shell.state().resolve("run").resolve(component + ".json");
    }
}
