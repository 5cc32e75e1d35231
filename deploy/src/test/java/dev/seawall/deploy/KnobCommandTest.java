package dev.seawall.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code seawall knob} with two front doors, real processes that stand in for the program. */
class KnobCommandTest {
    private static final String TWO = Shell.BLUEPRINT.replace("frontdoors: {count: 1}", "frontdoors: {count: 2}");
    private static final String[] SET = {
        "knob", "set", "guard", "off", "--reason", "load test", "--owner", "alice", "--for", "30m"
    };

    private Shell shell;

    @BeforeEach
    void open(@TempDir Path directory) throws IOException {
        shell = new Shell(directory, TWO);
    }

    @AfterEach
    void close() throws IOException {
        shell.close();
    }

    @Test
    void aChangeGoesToAllFrontDoorsAndTheListShowsIt() {
        assertThat(shell.run("up").code()).isZero();

        var set = shell.run(SET);

        assertThat(set.code()).as(set.err()).isZero();
        assertThat(set.out().lines())
                .containsExactly(
                        "front-door-1: guard is off instead of on until in 30m",
                        "front-door-2: guard is off instead of on until in 30m");
        var list = shell.run("knob", "list");
        assertThat(list.code()).isZero();
        assertThat(list.out())
                .contains("front-door-1: settings are kept in /keep", "front-door-2: settings are kept in /keep")
                .contains("! guard  off      instead of on until in 30m: alice set it, for \"load test\"");

        var clear = shell.run("knob", "clear", "guard");

        assertThat(clear.out().lines())
                .containsExactly("front-door-1: guard is at its default", "front-door-2: guard is at its default");
        JsonNode after =
                new JsonMapper().readTree(shell.run("knob", "list", "--json").out());
        assertThat(after.path("frontDoors")).hasSize(2).allSatisfy(each -> {
            assertThat(each.path("done").asBoolean()).isTrue();
            assertThat(each.at("/answer/knobs/0/value").asString()).isEqualTo("on");
        });
    }

    @Test
    void whereItDidNotWorkIsSaidAndTheOthersHaveIt() {
        shell.with(StandInProgram.that("knobless:front-door-2")).run("up");

        var set = shell.run(SET);

        assertThat(set.code()).isEqualTo(2);
        assertThat(set.out()).isEqualTo("front-door-1: guard is off instead of on until in 30m\n");
        assertThat(set.err()).contains("! failed to set guard at front-door-2 at 127.0.0.1:", ": it answered 404");
    }

    @Test
    void aMistakeEndsWithTwoAndNoFrontDoorAtAllWithOne() {
        var none = shell.run(SET);
        assertThat(none.code()).isEqualTo(1);
        assertThat(none.err()).contains("no front door runs; ./seawall up starts what is missing");
        shell.run("up");

        var unknown = shell.run("knob", "set", "gaurd", "off", "--reason", "load test");

        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("front-door-1 at ", "no knob is named that; there are guard");
        assertThat(shell.run("knob", "set", "guard", "off").err()).contains("--reason");
        assertThat(shell.run("knob", "set", "guard", "off").code()).isEqualTo(2);
    }
}
