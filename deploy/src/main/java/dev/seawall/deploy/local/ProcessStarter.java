package dev.seawall.deploy.local;

import dev.seawall.deploy.blueprint.AddressPlan;
import dev.seawall.deploy.blueprint.Component;
import dev.seawall.deploy.blueprint.Role;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Starts components as processes that outlive this one. Stateless; the deployment's lock guards the files. */
record ProcessStarter(StateDirectory state, Programs programs, JavaCommand java) {
    /** A component that was started just now. */
    record Started(Component component, ProcessRecord record, Process process) {}

    /** Its record is written when this returns; whether it becomes ready is another question. */
    Started start(Settings settings) throws LocalFailure {
        var component = settings.component();
        String name = component.name();
        if (component.role() == Role.WORKER) {
            state.create(state.data(name));
        }
        settings.write(state.settings(name));
        rotateLog(name);
        var program = programs.of(component.role());
        String build = program.build();
        var staged = program.stage(state.programs().resolve(build));
        var command =
                java.of(name, staged, state.programs().resolve(build + "-" + name + ".jsa"), state.settings(name));
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.to(state.log(name).toFile()))
                    .start();
        } catch (IOException e) {
            throw new LocalFailure("failed to start " + name + ": " + e.getMessage(), e);
        }
        var record = ProcessRecord.of(name, process.toHandle(), build);
        try {
            record.write(state.record(name));
        } catch (LocalFailure e) {
            process.destroyForcibly();
            throw e;
        }
        return new Started(component, record, process);
    }

    /** Sentences for the ports that a component needs and somebody else has; {@code ours} are not asked about. */
    static List<String> portsTaken(Component component, Set<Integer> ours) {
        List<String> sentences = new ArrayList<>();
        portsOf(component)
                .filter(port -> !ours.contains(port) && !PortHolder.isFree(port))
                .forEach(port -> sentences.add(taken(component, port)));
        return sentences;
    }

    static IntStream portsOf(Component component) {
        return IntStream.concat(IntStream.of(component.http(), component.admin()), component.https().stream());
    }

    private static String taken(Component component, int port) {
        String holder = PortHolder.of(port).orElse("a process that this user may not see");
        String key = AddressPlan.keyOf(component, port);
        return component.name() + " needs port " + port + " (" + key + " in the blueprint), but " + holder
                + " listens on it; stop that process, or set " + key + " to another port, or to 0 for any free one";
    }

    private void rotateLog(String name) throws LocalFailure {
        try {
            if (Files.exists(state.log(name))) {
                Files.move(state.log(name), state.olderLog(name), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new LocalFailure("failed to rotate " + state.log(name) + ": " + StateDirectory.reason(e), e);
        }
    }

    /** How a process that ended early is told: its exit code's meaning and its last words. */
    String obituary(Started dead) {
        String name = dead.component().name();
        StringBuilder told = new StringBuilder(name + " ended while it was starting, with exit code "
                + ExitMeaning.of(dead.process().exitValue()) + ". Its last words, from " + state.log(name) + ":");
        try {
            var lines = LogFile.tail(state.log(name), 12).lines();
            (lines.isEmpty() ? List.of("(nothing)") : lines)
                    .forEach(line -> told.append("\n  ").append(line));
        } catch (IOException e) {
            told.append("\n  (not readable: ").append(e.getMessage()).append(')');
        }
        return told.toString();
    }
}
