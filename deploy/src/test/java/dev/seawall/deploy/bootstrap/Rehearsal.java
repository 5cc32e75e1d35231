package dev.seawall.deploy.bootstrap;

import dev.seawall.deploy.blueprint.Blueprint;
import dev.seawall.deploy.blueprint.BlueprintException;
import dev.seawall.deploy.blueprint.NetworkPlan;
import dev.seawall.deploy.bootstrap.MachineSettings.Claim;
import dev.seawall.deploy.tls.DeploymentAuthority;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A machine in a directory: the real scripts, run by the real bash, on a host whose commands are stand-ins. */
final class Rehearsal implements AutoCloseable {
    static final String VOLUME = "vol-0a1b2c3d4e5f60001";

    final Path root;
    final FileServer server = new FileServer();
    final DeploymentAuthority authority = DeploymentAuthority.create("shop", Instant.now());
    final Slot slot;
    private final Path bin;
    private final String script;

    /** How a script ended, and all that it said. */
    record Ended(int code, String said) {}

    Rehearsal(Path directory, String slotName) throws IOException, BlueprintException {
        root = directory.resolve("root");
        bin = directory.resolve("bin");
        slot = Slot.named(slotName);
        Files.createDirectories(bin);
        Files.createDirectories(root.resolve("host"));
        Files.createDirectories(root.resolve("dev/disk/by-id"));
        Files.createDirectories(root.resolve("etc/logrotate.d"));
        Files.writeString(root.resolve("etc/fstab"), "UUID=root / xfs defaults 1 1\n");
        Files.createFile(root.resolve("host/calls"));
        try (InputStream standIn = Rehearsal.class.getResourceAsStream("stand-in.sh")) {
            executable(bin.resolve("stand-in"), standIn.readAllBytes());
        }
        for (String name : List.of("dnf", "blkid", "mkfs.xfs", "mount", "mountpoint", "systemctl")) {
            Files.createSymbolicLink(bin.resolve(name), bin.resolve("stand-in"));
        }
        script = render(directory);
    }

    private String render(Path directory) throws IOException, BlueprintException {
        boolean worker = slot.name().startsWith("worker");
        String program = worker ? "backend" : "frontdoor";
        Path jar = directory.resolve("built/seawall-" + program + ".jar");
        Files.createDirectories(jar.resolveSibling("lib"));
        Files.writeString(jar, "the program ".repeat(10_000));
        Files.writeString(jar.resolveSibling("lib").resolve("a.jar"), "a library");
        var artifact = Artifact.of(program, jar);
        var blueprint = Blueprint.parse("seawall.yaml", "name: shop");
        var settings = new MachineSettings(blueprint, NetworkPlan.of(blueprint));
        List<Tar.Entry> entries = new ArrayList<>(SlotBundle.files(
                slot,
                "shop",
                settings.of(slot, worker ? new Claim(VOLUME, 7) : null),
                BootOptions.LAB,
                server.url("/rotation.cms")));
        var identity = authority.issue(slot.name(), List.of("10.61.128.11"), Instant.now());
        entries.addAll(SlotBundle.identity(authority.certificatePem(), identity));
        var bundle = new Tar(entries);
        return Template.of("first-boot.sh")
                .inShell(Map.of(
                        "deployment", "shop",
                        "slot", slot.name(),
                        "program", program,
                        "volume", worker ? VOLUME : "",
                        "programUrl",
                                server.put("/program.tar", artifact.tar().open().readAllBytes()),
                        "programSha256", artifact.sha256(),
                        "slotUrl", server.put("/slot.tar", bundle.open().readAllBytes()),
                        "slotSha256", bundle.sha256(),
                        "patienceSeconds", "3"));
    }

    private static void executable(Path file, byte[] content) throws IOException {
        Files.write(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    Path device() {
        return root.resolve("dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_" + VOLUME.replace("-", ""));
    }

    /** Attaches the volume: a file that holds its signature. */
    Rehearsal withDisk(String signature) throws IOException {
        Files.writeString(device(), signature);
        return this;
    }

    Rehearsal host(String fact, String value) throws IOException {
        Files.writeString(root.resolve("host").resolve(fact), value);
        return this;
    }

    Ended boot() throws IOException, InterruptedException {
        Path file = root.resolveSibling("user-data");
        executable(file, script.getBytes(StandardCharsets.UTF_8));
        return run(file);
    }

    Ended rotate() throws IOException, InterruptedException {
        return run(root.resolve("opt/seawall/bin/seawall-rotate"));
    }

    private Ended run(Path file) throws IOException, InterruptedException {
        Path said = root.resolveSibling("said");
        var builder = new ProcessBuilder("bash", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().put("SEAWALL_ROOT", root.toString());
        builder.environment().put("PATH", bin + ":/usr/local/bin:/usr/bin:/bin");
        int code = builder.start().waitFor();
        return new Ended(code, Files.readString(said));
    }

    /** What the host was asked to do, one call a line. */
    List<String> calls() throws IOException {
        return Files.readAllLines(root.resolve("host/calls"));
    }

    String read(String path) throws IOException {
        return Files.readString(root.resolve(path));
    }

    @Override
    public void close() {
        server.close();
    }
}
