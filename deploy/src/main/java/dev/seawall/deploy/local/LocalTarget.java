package dev.seawall.deploy.local;

import dev.seawall.deploy.blueprint.AddressPlan;
import dev.seawall.deploy.blueprint.Blueprint;
import dev.seawall.deploy.blueprint.Role;
import dev.seawall.deploy.knobs.AdminPort;
import dev.seawall.deploy.tls.LocalAuthority;
import dev.seawall.deploy.tls.LocalAuthority.Certificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * A blueprint's deployment as plain processes on this machine's loopback. Immutable: all state is in the
 * {@link StateDirectory} and in the processes themselves.
 */
public record LocalTarget(
        Blueprint blueprint, StateDirectory state, Programs programs, Path javaHome, LongSupplier nanoTime) {

    public Launch launch(Progress progress) {
        return new Launch(this, starter(), progress, nanoTime);
    }

    public Shutdown shutdown(Progress progress) {
        return new Shutdown(this, new ProcessStopper(progress, nanoTime));
    }

    public Restart restart(Progress progress) {
        return new Restart(
                this, starter(), new ProcessStopper(progress, nanoTime), new Readiness(starter(), progress, nanoTime));
    }

    public Survey survey() {
        return new Survey(this);
    }

    /** The names of the blueprint's components, workers first. */
    public List<String> components() {
        return AddressPlan.of(blueprint, false, (component, use) -> 0).components().stream()
                .map(component -> component.name())
                .toList();
    }

    public Logs logs(List<String> components) {
        return new Logs(state, components);
    }

    /** Refuses a component that the blueprint doesn't have. */
    public void requireKnown(String component) throws UnknownComponent {
        if (!components().contains(component)) {
            throw new UnknownComponent(blueprint.name(), component, components());
        }
    }

    public boolean hasData() throws LocalFailure {
        return state.slots().stream().anyMatch(slot -> DiskUse.holdsSomething(state.data(slot)));
    }

    Certificates certificates() throws LocalFailure {
        state.create(state.tls());
        try {
            return LocalAuthority.ensure(state.tls(), Instant.now());
        } catch (IOException e) {
            throw new LocalFailure(
                    "failed to make the local certificates in " + state.tls() + ": " + StateDirectory.reason(e), e);
        }
    }

    /** Where the front doors that run answer operators. */
    public List<AdminPort> frontDoors() throws LocalFailure {
        List<AdminPort> frontDoors = new ArrayList<>();
        for (var name : state.recorded()) {
            var settings = Settings.read(state.settings(name));
            if (settings.isPresent() && settings.get().component().role() == Role.FRONT_DOOR && runs(name)) {
                frontDoors.add(new AdminPort(
                        name, AddressPlan.HOST, settings.get().component().admin()));
            }
        }
        return frontDoors;
    }

    boolean runs(String component) throws LocalFailure {
        return ProcessRecord.read(state.record(component))
                .flatMap(ProcessRecord::process)
                .isPresent();
    }

    ProcessRecord recordOf(String component) throws LocalFailure {
        return ProcessRecord.read(state.record(component))
                .orElseThrow(() -> new LocalFailure("found no record of " + component + " under " + state.run()));
    }

    Set<String> recordedBuilds() throws LocalFailure {
        Set<String> builds = new HashSet<>();
        for (var name : state.recorded()) {
            builds.add(recordOf(name).build());
        }
        return builds;
    }

    /** The ports of every component that runs. */
    Set<Integer> portsInUse() throws LocalFailure {
        Set<Integer> ports = new HashSet<>();
        for (var name : state.recorded()) {
            var settings = Settings.read(state.settings(name));
            if (settings.isPresent() && runs(name)) {
                ProcessStarter.portsOf(settings.get().component()).forEach(ports::add);
            }
        }
        return ports;
    }

    void forget(String component) {
        try {
            Files.deleteIfExists(state.record(component));
        } catch (IOException e) {
            // A record without its process means nothing to the next command.
        }
    }

    private ProcessStarter starter() {
        return new ProcessStarter(state, programs, new JavaCommand(javaHome));
    }
}
