package dev.seawall.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogsTest {
    @TempDir
    Path directory;

    private final List<String> heard = new ArrayList<>();
    private Path log;
    private Path older;

    @BeforeEach
    void name() {
        log = directory.resolve("worker-1.log");
        older = directory.resolve("worker-1.log.1");
    }

    @Test
    void theTailIsTheLastLines() throws Exception {
        Files.writeString(log, "one\ntwo\nthree\n");

        assertThat(LogFile.tail(log, 2).lines()).containsExactly("two", "three");
        assertThat(LogFile.tail(log, 9).lines()).hasSize(3);
        assertThat(LogFile.tail(older, 9).lines()).isEmpty();
    }

    @Test
    void aLineIsHeardOnceItIsFinished() throws Exception {
        Files.writeString(log, "old\n");
        var follower = new LogFollower(log, older, Files.size(log), heard::add);

        append("half of a li");
        follower.poll();
        assertThat(heard).isEmpty();

        append("ne\nnext\n");
        follower.poll();
        assertThat(heard).containsExactly("half of a line", "next");
    }

    @Test
    void aRotationLosesNothing() throws Exception {
        Files.writeString(log, "old\n");
        var follower = new LogFollower(log, older, Files.size(log), heard::add);

        append("last words\n");
        Files.move(log, older);
        Files.writeString(log, "first words\n");
        follower.poll();

        assertThat(heard).containsExactly("last words", "first words");
    }

    @Test
    void aLogThatDoesNotExistYetIsFollowedFromItsBeginning() throws Exception {
        var follower = new LogFollower(log, older, 0, heard::add);
        follower.poll();

        Files.writeString(log, "hello\n");
        follower.poll();

        assertThat(heard).containsExactly("hello");
    }

    private void append(String text) throws Exception {
        Files.writeString(log, text, StandardOpenOption.APPEND);
    }
}
