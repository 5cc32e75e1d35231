package dev.seawall.deploy.flood.rig;

import dev.seawall.deploy.lab.fabric.FabricException;
import dev.seawall.deploy.lab.fabric.Node;
import dev.seawall.deploy.lab.fabric.Running;
import dev.seawall.deploy.local.LocalFailure;
import dev.seawall.deploy.local.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The real programs of a topology: its worker and front doors, as a deployment runs them, each on its instance. They give
 * way to agents, which measure and must not be late. Used by one thread; {@link #running} by any.
 */
final class Cast {
    /** nice(1): the measured give way to those who measure. */
    private static final String NICENESS = "5";

    /** The first time, Java leaves an archive of its classes behind, from which the next start is faster. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(8);

    private final Workplace place;
    private final Map<String, Running> running = new LinkedHashMap<>();
    private final List<String> commands = new ArrayList<>();

    Cast(Workplace place) {
        this.place = place;
    }

    /** All at once; each is ready in its own time. */
    static Cast start(Layout layout, Ground ground, ProgramSettings settings, Workplace place)
            throws FabricException, IOException, LocalFailure, InterruptedException {
        var cast = new Cast(place);
        cast.start(
                Layout.WORKER,
                ground.node(layout.workerInstance()),
                place.programs().worker(),
                settings.worker(ground.data()));
        for (var door : layout.doors()) {
            cast.start(
                    door.name(), ground.node(door.instance()), place.programs().frontDoor(), settings.frontDoor(door));
        }
        return cast;
    }

    private void start(String name, Node node, Program program, String settings)
            throws FabricException, IOException, LocalFailure, InterruptedException {
        Path file = place.words(name).resolveSibling(name + ".yaml");
        Files.writeString(file, settings);
        Path copies = place.home().resolve("programs");
        String build = program.build();
        var staged = program.stage(copies.resolve(build));
        List<String> command = new ArrayList<>(List.of("nice", "-n", NICENESS));
        command.addAll(place.java().attached(name, staged, copies.resolve(build + "-" + name + ".jsa"), file));
        commands.add(node.name() + ": " + String.join(" ", command));
        var started = node.start(place.words(name), Map.of(), command);
        synchronized (running) {
            running.put(name, started);
        }
    }

    List<String> commands() {
        return List.copyOf(commands);
    }

    Running running(String name) {
        synchronized (running) {
            return Objects.requireNonNull(running.get(name), name);
        }
    }

    /** The first that has ended without being told to, with where it says why; empty when all run. */
    List<String> ended() {
        synchronized (running) {
            return running.entrySet().stream()
                    .filter(one -> !one.getValue().isAlive())
                    .map(one -> one.getKey() + " ended with exit code "
                            + one.getValue().process().exitValue() + "; its words are in " + place.words(one.getKey()))
                    .toList();
        }
    }

    /** Front doors first: they have the connections. */
    void stop() throws InterruptedException {
        for (var one : List.copyOf(running.values()).reversed()) {
            one.stop(LAST_WORDS);
        }
    }
}
