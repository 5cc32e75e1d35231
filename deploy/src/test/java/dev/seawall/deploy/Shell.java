package dev.seawall.deploy;

import dev.seawall.deploy.command.Terminal;
import dev.seawall.deploy.local.Program;
import dev.seawall.deploy.local.Programs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** A user at a prompt in one directory: types commands, reads what comes, finds the processes afterwards. */
final class Shell implements AutoCloseable {
    /** What one command did. */
    record Ended(int code, String out, String err) {}

    final Path directory;
    private Program frontDoor = StandInProgram.wellBehaved();
    private Program worker = StandInProgram.wellBehaved();

    Shell(Path directory, String blueprint) throws IOException {
        this.directory = directory;
        write(blueprint);
    }

    void write(String blueprint) throws IOException {
        Files.writeString(directory.resolve("seawall.yaml"), blueprint);
    }

    Shell with(Program both) {
        frontDoor = both;
        worker = both;
        return this;
    }

    Ended run(String... arguments) {
        return runTyping("", arguments);
    }

    Ended runTyping(String typed, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var terminal = new Terminal(
                new PrintWriter(out), new PrintWriter(err), new BufferedReader(new StringReader(typed)), false, false);
        int code = Seawall.commandLine(
                        terminal, new Programs(frontDoor, worker), directory, arguments.length == 0 ? "" : arguments[0])
                .execute(arguments);
        return new Ended(code, out.toString(), err.toString());
    }

    Path state() {
        return directory.resolve(".seawall").resolve("shop");
    }

    /** Stops what is left; a test that fails leaves no process behind. */
    @Override
    public void close() throws IOException {
        write(BLUEPRINT);
        with(StandInProgram.wellBehaved()).run("down");
    }

    /** Three processes on free ports. */
    static final String BLUEPRINT = """
            name: shop
            frontdoors: {count: 1}
            workers: {count: 2}
            local: {http: 0, https: 0, frontdoorAdmin: 0, worker: 0, workerAdmin: 0}
            """;
}
