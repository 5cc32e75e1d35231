package dev.seawall.deploy.flood.rig;

import dev.seawall.deploy.flood.record.Entry;
import dev.seawall.deploy.flood.record.Fsyncs;
import dev.seawall.deploy.flood.record.Polite;
import dev.seawall.deploy.flood.scenario.Assault;
import dev.seawall.deploy.flood.scenario.AttackKind;
import dev.seawall.deploy.flood.scenario.Plan;
import dev.seawall.deploy.flood.scenario.Topology;
import dev.seawall.deploy.lab.fabric.Fabric;
import dev.seawall.deploy.lab.fabric.FabricException;
import dev.seawall.deploy.lab.fabric.Shape;
import dev.seawall.deploy.local.LocalFailure;
import dev.seawall.deploy.tls.LocalAuthority;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A topology that is up and in use: programs serve, polite clients ask, a probe writes to the volume, the meters run.
 * What is left is to attack it. Used by one thread.
 */
final class Rig {
    private static final long FIRST_ENTRY_MILLIS = 30_000;

    /** For a flood to come up to its rate, its sender's start included. */
    private static final long STRENGTH_MILLIS = 8_000;

    private final Layout layout;
    private final Ground ground;
    private final Cast cast;
    private final Agents agents;
    private final Workplace place;
    private final Recorder recorder;
    private final List<AgentProcess> watching = new ArrayList<>();
    private final List<String> commands = new ArrayList<>();
    private @Nullable UsageMeter meter;

    private Rig(Layout layout, Ground ground, Cast cast, Workplace place, Recorder recorder) {
        this.layout = layout;
        this.ground = ground;
        this.cast = cast;
        this.place = place;
        this.recorder = recorder;
        agents = new Agents(place);
    }

    /** Returns when objects go through every front door and all that watches has begun. */
    static Rig open(Topology topology, Plan plan, Shape shape, Workplace place, Recorder recorder)
            throws FabricException, FloodFailure, IOException, LocalFailure, InterruptedException {
        var layout = new Layout(topology);
        var certificates = LocalAuthority.ensure(place.certificates(), Instant.now());
        var ground = Ground.open(layout, place, shape);
        try {
            var cast = Cast.start(layout, ground, new ProgramSettings(layout, certificates), place);
            var rig = new Rig(layout, ground, cast, place, recorder);
            rig.awaitFirstObject();
            rig.watch(plan);
            return rig;
        } catch (FabricException
                | FloodFailure
                | IOException
                | LocalFailure
                | InterruptedException
                | RuntimeException e) {
            ground.abandon();
            throw e;
        }
    }

    private void awaitFirstObject() throws FabricException, FloodFailure, InterruptedException {
        var command =
                agents.firstObject(layout.doors().stream().map(Agents::objects).toList());
        var log = place.words("first-object");
        var first = ground.node(Fabric.INTERNET).start(log, Map.of(), command);
        commands.add(Fabric.INTERNET + ": " + String.join(" ", command));
        int code = first.process().waitFor();
        if (code != 0) {
            throw new FloodFailure("the programs did not begin to serve: see " + log
                    + cast.ended().stream().map(one -> "\n" + one).reduce("", String::concat));
        }
    }

    /** All that the plan takes, and as much again. */
    private void watch(Plan plan) throws FabricException, FloodFailure, InterruptedException {
        var atMost = plan.ofOneTopology().multipliedBy(3).plusMinutes(2);
        long began = System.currentTimeMillis();
        for (var door : layout.doors()) {
            watch(
                    "polite-" + door.name(),
                    Fabric.INTERNET,
                    agents.polite(door, plan.scenario().polite(), atMost));
        }
        watch("probe-" + Layout.WORKER, layout.workerInstance(), agents.probe(atMost));
        for (var door : layout.doors()) {
            await(began, entry -> entry instanceof Polite one && one.target().equals(door.name()));
        }
        await(began, Fsyncs.class::isInstance);
        meter = new UsageMeter(layout, ground, cast, recorder);
    }

    private void watch(String name, String node, List<String> command) throws FabricException, InterruptedException {
        watching.add(start(name, node, command));
    }

    private AgentProcess start(String name, String node, List<String> command)
            throws FabricException, InterruptedException {
        commands.add(node + ": " + String.join(" ", command));
        return AgentProcess.start(name, ground.node(node), command, place.words(name), recorder::record);
    }

    private void await(long from, Predicate<Entry> first) throws FloodFailure, InterruptedException {
        if (!recorder.await(from, first, FIRST_ENTRY_MILLIS)) {
            String broken = broken();
            throw new FloodFailure(
                    broken.isEmpty()
                            ? "an agent said nothing for " + FIRST_ENTRY_MILLIS / 1000 + " s; its words are in "
                                    + place.output().resolve("logs")
                            : broken);
        }
    }

    Layout layout() {
        return layout;
    }

    /** All that was told to the kernel, and all that was started. */
    List<String> commands() {
        List<String> all = new ArrayList<>(ground.fabric().commands());
        all.addAll(cast.commands());
        all.addAll(commands);
        return all;
    }

    Map<String, String> versions(Path errors) throws FabricException, InterruptedException {
        return Facts.versions(ground.node(Fabric.ROUTER), errors);
    }

    boolean hasVolume() {
        return ground.hasVolume();
    }

    /** What has ended that should run, as a sentence; empty while all is well. */
    String broken() {
        String blind = blind();
        return blind.isEmpty() ? String.join("; ", cast.ended()) : blind;
    }

    /** Which of those that measure has ended, as a sentence: a program that an attack brought down is a result. */
    String blind() {
        return watching.stream()
                .map(AgentProcess::failure)
                .filter(failure -> !failure.isEmpty())
                .findFirst()
                .orElse("");
    }

    /**
     * Begins an attack on the first front door; returns when it has come up to its strength, or is as strong as it gets:
     * a window in which it is too weak is the judge's to discard.
     */
    AgentProcess attack(Assault assault, double perSecond, Duration atMost)
            throws FabricException, FloodFailure, InterruptedException {
        long began = System.currentTimeMillis();
        if (assault.kind() == AttackKind.SYN) {
            ground.fabric().deafToAnswers(Fabric.BOTS, true);
        }
        var door = layout.firstDoor();
        String address = layout.topology() == Topology.FAILOVER ? Layout.OTHER_PUBLIC_ADDRESS : door.publicAddress();
        var attacker = start("attacker", Fabric.BOTS, agents.attacker(assault, door, address, perSecond, atMost));
        recorder.await(began, entry -> Agents.isUnderWay(entry, assault, perSecond), STRENGTH_MILLIS);
        String failure = attacker.failure();
        if (!failure.isEmpty()) {
            attacker.close();
            throw new FloodFailure(failure);
        }
        return attacker;
    }

    void endAttack(Assault assault, AgentProcess attacker) throws FabricException, InterruptedException {
        attacker.stop();
        if (assault.kind() == AttackKind.SYN) {
            ground.fabric().deafToAnswers(Fabric.BOTS, false);
        }
    }

    /** Leads the first front door's public address to another front door; returns how many milliseconds that took. */
    long move(int number) throws FabricException, InterruptedException {
        long began = System.nanoTime();
        ground.fabric()
                .elastic(
                        layout.firstDoor().publicAddress(),
                        layout.doors().get(number - 1).instance());
        return (System.nanoTime() - began) / 1_000_000;
    }

    /** In order, so that the volume is unmounted before its server goes. */
    void end() throws FabricException, InterruptedException {
        try {
            if (meter != null) {
                meter.end();
            }
            for (var agent : watching) {
                agent.stop();
            }
            cast.stop();
            ground.end();
        } finally {
            ground.abandon();
        }
    }
}
