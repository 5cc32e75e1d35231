package dev.seawall.deploy.lab.fabric;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What a fabric needs of this computer, looked at without changing anything: it opens namespaces for a moment to see
 * whether it may. Stateless.
 */
public final class Toolbox {
    /** By Debian package. */
    private static final Map<String, List<String>> FOR_NETWORK = Map.of(
            "iproute2", List.of("ip", "tc"),
            "nftables", List.of("nft"),
            "ethtool", List.of("ethtool"),
            "procps", List.of("sysctl"),
            "util-linux", List.of("unshare", "nsenter", "setsid"));

    private static final Map<String, List<String>> FOR_VOLUMES = Map.of(
            "nbdkit", List.of("nbdkit"),
            "libnbd-bin", List.of("nbdfuse"),
            "fuse3", List.of("fusermount3"),
            "e2fsprogs", List.of("mkfs.ext4"),
            "xfsprogs", List.of("mkfs.xfs"),
            "mount", List.of("mount", "losetup"));

    private static final List<String> PLACES = List.of("/usr/sbin", "/usr/bin", "/sbin", "/bin");
    private static final long LIMIT_SECONDS = 10;

    /**
     * One thing that was looked at.
     *
     * @param good whether it is as it should be
     * @param remedy what to do when it isn't, the command where there is one; empty when it is
     */
    public record Finding(boolean good, String observed, String remedy) {}

    private Toolbox() {}

    /** What instances as network namespaces need. */
    public static List<Finding> forNetwork() throws InterruptedException {
        List<Finding> findings = new ArrayList<>();
        findings.add(programs("programs for the network", FOR_NETWORK));
        findings.add(namespaces());
        return findings;
    }

    /** What volumes at the end of a wire need beside. */
    public static List<Finding> forVolumes() {
        List<Finding> findings = new ArrayList<>();
        findings.add(programs("programs for volumes", FOR_VOLUMES));
        boolean root = isRoot();
        findings.add(new Finding(
                root,
                root ? "user: root" : "user: not root, who alone may mount block devices",
                "run it as root (sudo); without, volumes are directories and only probes cross the wire"));
        for (Path device : List.of(Path.of("/dev/fuse"), Path.of("/dev/loop-control"))) {
            boolean usable = Files.isWritable(device);
            findings.add(new Finding(
                    usable,
                    device
                            + (usable
                                    ? " can be used"
                                    : Files.exists(device) ? " can't be written to" : " is not there"),
                    usable
                            ? ""
                            : "load the module (sudo modprobe " + (device.endsWith("fuse") ? "fuse" : "loop") + ")"));
        }
        return findings;
    }

    /** Whether all that instances as namespaces need is here. */
    public static boolean hasNetwork() throws InterruptedException {
        return System.getProperty("os.name").equals("Linux")
                && forNetwork().stream().allMatch(Finding::good);
    }

    public static boolean hasVolumes() {
        return forVolumes().stream().allMatch(Finding::good);
    }

    private static Finding programs(String what, Map<String, List<String>> packages) {
        List<String> missing = new ArrayList<>();
        List<String> lacking = new ArrayList<>();
        new TreeMap<>(packages).forEach((name, programs) -> {
            List<String> absent =
                    programs.stream().filter(program -> !isThere(program)).toList();
            if (!absent.isEmpty()) {
                missing.addAll(absent);
                lacking.add(name);
            }
        });
        return missing.isEmpty()
                ? new Finding(true, what + ": all there", "")
                : new Finding(
                        false,
                        what + ": not found: " + String.join(", ", missing),
                        "sudo apt-get install " + String.join(" ", lacking));
    }

    private static boolean isThere(String program) {
        return Stream.concat(
                        PLACES.stream(),
                        Stream.of(String.valueOf(System.getenv("PATH")).split(":", -1)))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    private static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid") instanceof Integer uid && uid == 0;
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private static Finding namespaces() throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("unshare", "--mount", "--net", "--pid", "--fork"));
        if (!isRoot()) {
            command.add("--map-root-user");
        }
        command.addAll(
                List.of("--mount-proc", "--", "ip", "link", "add", "probe0", "type", "veth", "peer", "name", "probe1"));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            boolean good = process.waitFor() == 0;
            return new Finding(
                    good,
                    good
                            ? "namespaces: may be made" + (isRoot() ? "" : " (by an ordinary user)")
                            : "namespaces: " + words.strip(),
                    good ? "" : "run it as root; for an ordinary user: sudo sysctl -w user.max_user_namespaces=10000");
        } catch (IOException e) {
            return new Finding(false, "namespaces: " + e.getMessage(), "sudo apt-get install util-linux iproute2");
        }
    }
}
