package dev.seawall.frontdoor;

import dev.seawall.frontdoor.config.ConfigException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/**
 * What the program is told when it is started, and the exit code it answers with. Stateless.
 *
 * <p>Under a signal (TERM, INT) the front door drains; the code is then {@link #OK} or {@link #CUT_OFF}.
 */
final class CommandLine {
    static final int OK = 0;
    static final int FAILED = 1;
    static final int BAD_CONFIG = 2;
    static final int NOT_OPENED = 3;
    static final int CUT_OFF = 4;

    private static final String USAGE = """
            Usage: java -jar frontdoor.jar --config FILE
            Relays HTTP from the public address to the workers that FILE names.

              --config FILE   the configuration (docs/reference/frontdoor.yaml)
              --help          this text
              --version       the version

            Exit codes: 0 stopped and drained; 1 unexpected failure; 2 wrong arguments or configuration;
            3 a port or file could not be opened; 4 requests were still in flight at drain.limit.
            """;

    private CommandLine() {}

    /** The exit code, or -1 when a front door is open and the program is to run on. */
    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.equals(List.of("--help"))) {
            out.print(USAGE);
            return OK;
        }
        if (arguments.equals(List.of("--version"))) {
            out.println("seawall frontdoor " + FrontDoor.version());
            return OK;
        }
        if (arguments.size() != 2 || !arguments.getFirst().equals("--config")) {
            err.println("Expected --config FILE, --help or --version, not: " + String.join(" ", arguments));
            err.print(USAGE);
            return BAD_CONFIG;
        }
        return open(Path.of(arguments.get(1)), err);
    }

    private static int open(Path file, PrintStream err) {
        try {
            FrontDoor door = FrontDoor.open(FrontDoorConfig.load(file));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> drainAndHalt(door), "drain"));
            return -1;
        } catch (ConfigException e) {
            err.println(e.getMessage());
            return BAD_CONFIG;
        } catch (StartException e) {
            err.println(e.getMessage());
            return NOT_OPENED;
        }
    }

    /** A shutdown by signal would exit with 128 + its number; only halting lets the code say how the drain went. */
    private static void drainAndHalt(FrontDoor door) {
        Runtime.getRuntime().halt(door.drain() ? OK : CUT_OFF);
    }
}
