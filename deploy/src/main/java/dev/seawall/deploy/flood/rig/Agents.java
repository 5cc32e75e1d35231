package dev.seawall.deploy.flood.rig;

import dev.seawall.deploy.flood.record.Attack;
import dev.seawall.deploy.flood.record.Entry;
import dev.seawall.deploy.flood.scenario.Assault;
import dev.seawall.deploy.flood.scenario.AttackKind;
import dev.seawall.deploy.flood.scenario.Traffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The command lines of agents. Immutable. */
record Agents(Workplace place) {
    private static final String POLITE = "dev.seawall.deploy.flood.polite.PoliteClients";
    private static final String PROBE = "dev.seawall.deploy.flood.polite.FsyncProbe";
    private static final String ATTACKER = "dev.seawall.deploy.flood.attack.Attacker";
    private static final String FIRST_OBJECT = FirstObject.class.getName();

    /** Agents that mostly wait: little heap, and no second compiler that would take CPU away at some moment. */
    private static final List<String> LEAN = List.of("-Xmx64m", "-XX:TieredStopAtLevel=1");

    /** One that must keep a rate: what is compiled well costs less all the time. */
    private static final List<String> FAST = List.of("-Xmx256m");

    List<String> firstObject(List<String> urls) {
        return AgentProcess.java(place, LEAN, FIRST_OBJECT, urls);
    }

    List<String> polite(Layout.Door door, Traffic traffic, Duration atMost) {
        return AgentProcess.java(
                place,
                LEAN,
                POLITE,
                List.of(
                        "--name",
                        door.name(),
                        "--url",
                        objects(door) + "/" + door.name(),
                        "--rate",
                        Integer.toString(traffic.perSecond()),
                        "--mix",
                        "get=" + traffic.getsPerSecond() + ",put=" + traffic.putsPerSecond(),
                        "--keep",
                        traffic.keepConnections() ? "yes" : "no",
                        "--timeout-millis",
                        Long.toString(traffic.timeout().toMillis()),
                        "--seconds",
                        Long.toString(atMost.toSeconds())));
    }

    static String objects(Layout.Door door) {
        return "http://" + door.publicAddress() + "/v1/objects";
    }

    List<String> probe(Duration atMost) {
        return AgentProcess.java(
                place,
                LEAN,
                PROBE,
                List.of(
                        "--name",
                        Layout.WORKER,
                        "--nbd",
                        Layout.VOLUME_ADDRESS + ":" + Layout.PROBE_VOLUME_PORT,
                        "--seconds",
                        Long.toString(atMost.toSeconds())));
    }

    /** @param address one of the front door's public ones */
    List<String> attacker(Assault assault, Layout.Door door, String address, double perSecond, Duration atMost) {
        var kind = assault.kind();
        List<String> arguments = new ArrayList<>(List.of(
                "--name",
                door.name(),
                "--kind",
                kind.label(),
                "--target",
                address + ":" + kind.port(),
                "--rate",
                Long.toString(Math.round(perSecond)),
                "--seconds",
                Long.toString(atMost.toSeconds() + 1)));
        if (assault.connections() > 0) {
            arguments.addAll(List.of("--connections", Integer.toString(assault.connections())));
        }
        if (!kind.aimsAtInterface()) {
            String object = kind == AttackKind.SLOW_READ ? FirstObject.LARGE : FirstObject.SMALL;
            arguments.addAll(List.of("--path", "/v1/objects/" + object));
        }
        return AgentProcess.java(place, FAST, ATTACKER, arguments);
    }

    /** Whether an entry shows that an attack has come up to its strength, or as near to it as its victim lets it. */
    static boolean isUnderWay(Entry entry, Assault assault, double wanted) {
        if (!(entry instanceof Attack attack) || attack.operations() == 0) {
            return false;
        }
        long sent = assault.kind().aimsAtInterface() ? attack.bits() : attack.operations();
        return !assault.kind().openLoop() || sent * 1000.0 / attack.millis() >= Judge.LEAST_OFFERED * wanted;
    }
}
