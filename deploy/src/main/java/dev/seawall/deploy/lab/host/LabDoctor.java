package dev.seawall.deploy.lab.host;

import dev.seawall.deploy.lab.fabric.Toolbox;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What this computer lacks to be a lab, and what to do about it. Changes nothing. Stateless. */
public final class LabDoctor {
    private static final List<String> PROGRAMS = List.of(
            "bash", "sh", "setsid", "openssl", "curl", "tar", "sed", "awk", "xargs", "sha256sum", "install", "flock");
    private static final List<String> PATH = List.of("/usr/local/bin", "/usr/bin", "/bin", "/usr/sbin", "/sbin");

    /** One thing that was looked at. */
    public record Finding(boolean good, String observed, String remedy) {}

    private LabDoctor() {}

    /**
     * Looks at everything.
     *
     * @param ports that front doors listen on
     */
    public static List<Finding> examine(List<Integer> ports) throws InterruptedException {
        List<Finding> findings = new ArrayList<>();
        boolean linux = System.getProperty("os.name").equals("Linux") && Files.isDirectory(Path.of("/proc/self"));
        findings.add(new Finding(
                linux,
                "operating system: " + System.getProperty("os.name"),
                "the lab needs Linux, where all of 127.0.0.0/8 is loopback and /proc tells of processes; --on local"
                        + " runs anywhere"));
        List<String> missing =
                PROGRAMS.stream().filter(program -> !isThere(program)).toList();
        findings.add(new Finding(
                missing.isEmpty(),
                missing.isEmpty()
                        ? "programs: " + String.join(", ", PROGRAMS)
                        : "programs not found in " + String.join(":", PATH) + ": " + String.join(", ", missing),
                "install them (Debian: apt install bash util-linux openssl curl coreutils findutils)"));
        var network = new LabNetwork(61);
        findings.add(binds("127.61.0.11", 0, "private addresses, such as 127.61.0.11", ""));
        for (int port : ports) {
            findings.add(binds(
                    network.publicPool().toString().replace(".0/24", ".254"),
                    port,
                    "port " + port + " on a public address",
                    "net.ipv4.ip_unprivileged_port_start=" + port));
        }
        for (var finding : Toolbox.forNetwork()) {
            findings.add(
                    optional(finding, "without, machines are processes on loopback, and nothing holds packets up"));
        }
        for (var finding : Toolbox.forVolumes()) {
            findings.add(optional(finding, "without, volumes are directories"));
        }
        return findings;
    }

    private static Finding optional(Toolbox.Finding finding, String without) {
        return new Finding(finding.good(), finding.observed(), finding.remedy() + "; " + without);
    }

    private static boolean isThere(String program) {
        return Stream.concat(
                        PATH.stream(),
                        Stream.of(String.valueOf(System.getenv("PATH")).split(":", -1)))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    private static Finding binds(String address, int port, String what, String sysctl) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
            return new Finding(true, what + ": may be used", "");
        } catch (BindException e) {
            boolean taken = String.valueOf(e.getMessage()).contains("in use");
            return new Finding(
                    false,
                    what + ": " + e.getMessage(),
                    taken
                            ? "a program listens on that port of every address; see which with: ss -ltnp 'sport = :"
                                    + port + "'; stop it, or set frontdoors.ports in the blueprint"
                            : sysctl.isEmpty()
                                    ? "is the interface lo up? ip link set lo up"
                                    : "allow it (sudo sysctl -w " + sysctl
                                            + "), or set frontdoors.ports in the blueprint to ports above 1023");
        } catch (IOException e) {
            return new Finding(false, what + ": " + e.getMessage(), "is the interface lo up? ip link set lo up");
        }
    }
}
