package dev.seawall.deploy.flood.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.deploy.lab.fabric.RealLab;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real program in namespaces that are nearly the right one: it never attacks. */
class RefusalsLabIT {
    /** A /run of its own, in which it lists the network that it is in as the bots'. */
    private static final String FORGED = "mount -t tmpfs none /run && { echo token;"
            + " echo \"$(stat -L -c %i /proc/self/ns/net) bots 192.0.2.2\"; } >/run/seawall-lab && exec \"$@\"";

    @TempDir
    Path folder;

    private LabRun lab;

    @BeforeEach
    void lay() throws Exception {
        RealLab.needsNetwork();
        lab = new LabRun(folder);
    }

    @AfterEach
    void end() throws Exception {
        if (lab != null) {
            lab.close();
        }
    }

    /** Runs the attacker as the last part of a command. */
    private static Program.Ended run(String... before) throws Exception {
        List<String> command = new ArrayList<>(List.of(before));
        command.addAll(Program.command(Program.orders()));
        return Program.ended(new ProcessBuilder(command).start());
    }

    private void refusesIn(String node, String reason) throws Exception {
        lab.ended(lab.attacker(node, Program.orders()), 3);

        assertThat(lab.errors()).contains("refused", reason);
    }

    @Test
    void theOtherPlacesOfTheLabAreNotItsPlace() throws Exception {
        refusesIn("inet", "is not listed as bots");
        refusesIn("front-door-1", "is not listed as bots");
        refusesIn("router", "is not listed as bots");
    }

    @Test
    void aNamespaceThatTheLabDidNotMakeIsNotItsPlaceThoughItIsInsideOfTheSandbox() throws Exception {
        List<String> command = new ArrayList<>(List.of("unshare", "--net"));
        command.addAll(Program.command(Program.orders()));
        var attacker = lab.fabric.node("bots").pipe(folder.resolve("log"), Map.of(), command);

        assertThat(attacker.process().waitFor()).isEqualTo(3);
        assertThat(folder.resolve("log")).content().contains("is not listed as bots");
    }

    @Test
    void aNamespaceOutsideOfASandboxHasNoMarker() throws Exception {
        var ended = run("unshare", "--mount", "--net", "--pid", "--fork", "--mount-proc");

        assertThat(ended.code()).as(ended.err()).isEqualTo(3);
        assertThat(ended.out()).isEmpty();
    }

    @Test
    void aForgedMarkerDoesNotMakeThisComputersNetworkTheLabs() throws Exception {
        var ended = run("unshare", "--mount", "bash", "-c", FORGED, "bash");

        assertThat(ended.code()).as(ended.err()).isEqualTo(3);
        assertThat(ended.out()).isEmpty();
    }

    @Test
    void norDoesItInAPidNamespaceWhoseFirstProcessIsInThisComputersNetwork() throws Exception {
        var ended = run(
                "unshare", "--mount", "--pid", "--fork", "--mount-proc", "bash", "-c", FORGED + " & wait $!", "bash");

        assertThat(ended.code()).as(ended.err()).isEqualTo(3);
        assertThat(ended.err()).contains("network of the first process that can be seen");
    }

    @Test
    void thePlaceItselfIsNotWhenSomethingLeadsOutOfIt() throws Exception {
        var address = lab.fabric
                .node("bots")
                .pipe(folder.resolve("log"), Map.of(), List.of("ip", "addr", "add", "198.51.100.77/32", "dev", "lo"));
        assertThat(address.process().waitFor()).isZero();

        refusesIn("bots", "an interface here has an address outside of 192.0.2.0/24");
    }

    @Test
    void thePlaceItselfIsForTheLabsAddressesAlone() throws Exception {
        lab.ended(lab.attacker("bots", Program.orders("--target", "127.0.0.1:80")), 3);
        lab.ended(lab.attacker("bots", Program.orders("--target", "198.51.100.2:80")), 3);
        lab.ended(lab.attacker("bots", Program.orders("--seconds", "601")), 3);
        lab.ended(lab.attacker("bots", Program.orders("--rate", "2000000001")), 3);
        assertThat(lab.ended(lab.attacker("bots", Program.orders()), 0)).isNotEmpty();
    }
}
