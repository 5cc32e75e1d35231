package dev.seawall.deploy.lab.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, real stand-ins, the real daemon: machines that serve a file from their volume. */
@EnabledOnOs(OS.LINUX)
class ProcessLabIT {
    private static final String USER_DATA = """
            #!/bin/bash
            set -eu
            root=$SEAWALL_ROOT
            device=$root/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_@volume@
            until [ -e "$device" ]; do sleep 0.05; done
            blank=0
            blkid -p "$device" || blank=$?
            [ "$blank" != 2 ] || mkfs.xfs -q "$device"
            mkdir -p "$root/var/lib/seawall/data"
            echo "UUID=$(blkid -o value -s UUID "$device") /var/lib/seawall/data xfs defaults,nofail 0 2" >"$root/etc/fstab"
            mount /var/lib/seawall/data
            [ "$blank" != 2 ] || echo "written by $SEAWALL_INSTANCE" >"$root/var/lib/seawall/data/file"
            cat >"$root/etc/systemd/system/web.service" <<EOF
            [Service]
            ExecStart=$(command -v java) -m jdk.httpserver -b @address@ -p 8000 -d $root/var/lib/seawall/data
            Restart=always
            RestartSec=100ms
            [Install]
            WantedBy=multi-user.target
            EOF
            systemctl daemon-reload
            systemctl enable --now web.service
            """;

    @TempDir
    Path directory;

    private String userData(LabRig lab, String volume) {
        return USER_DATA.replace("@volume@", volume.replace("-", "")).replace("@address@", lab.address());
    }

    @Test
    void aMachineServesThroughItsElasticIpAndOutlivesTheDaemonAndItsVolumeOutlivesTheMachine() throws Exception {
        try (var lab = new LabRig(directory)) {
            String volume = lab.volume("");
            String first = lab.launch(userData(lab, volume));
            String content = "written by " + first + "\n";
            lab.attach(volume, first);
            String publicIp = lab.elasticIpOf(first);
            LabRig.until("the file is served at " + publicIp, () -> lab.get(publicIp, "/file")
                    .equals(content));

            // The supervisor restarts what is killed.
            long before = web(lab);
            ProcessHandle.of(before).ifPresent(ProcessHandle::destroyForcibly);
            LabRig.until(
                    "it is restarted",
                    () -> web(lab) != before && lab.get(publicIp, "/file").equals(content));

            // Without the daemon the machine goes on; the next daemon finds it, and its public address.
            long web = web(lab);
            var endpoint = lab.running.endpoint();
            var daemon = ProcessHandle.of(lab.running.pid()).orElseThrow();
            daemon.destroyForcibly();
            daemon.onExit().get();
            assertThat(lab.get(lab.address(), "/file")).isEqualTo(content);
            lab.again();
            assertThat(lab.running.endpoint()).isEqualTo(endpoint);
            assertThat(lab.state(first)).isEqualTo("running");
            LabRig.until("it is served again", () -> lab.get(publicIp, "/file").equals(content));
            assertThat(web(lab)).isEqualTo(web);

            // A reboot starts what is enabled and mounts what fstab says.
            lab.ec2.rebootInstances(r -> r.instanceIds(first));
            LabRig.until(
                    "it has booted",
                    () -> web(lab) != web && lab.get(publicIp, "/file").equals(content));

            lab.ec2.stopInstances(r -> r.instanceIds(first));
            LabRig.until(first + " is stopped", () -> lab.state(first).equals("stopped"));
            assertThat(lab.processes()).isEmpty();
            lab.ec2.startInstances(r -> r.instanceIds(first));
            LabRig.until("it serves once more", () -> lab.get(publicIp, "/file").equals(content));

            lab.terminate(first);
            assertThat(lab.processes()).isEmpty();
            assertThat(lab.volumeState(volume)).isEqualTo("available");
            assertThat(lab.ec2.getConsoleOutput(r -> r.instanceId(first)).output())
                    .isNotEmpty();

            String second = lab.launch(userData(lab, volume));
            lab.attach(volume, second);
            LabRig.until("the other machine serves it", () -> lab.get(lab.address(), "/file")
                    .equals(content));
            lab.terminate(second);
            lab.daemon.stop();

            assertThat(lab.processes()).isEmpty();
            new ServerSocket(8000, 1, InetAddress.getByName(publicIp)).close();
        }
    }

    @Test
    void aVolumeThatIsTakenFromARunningMachineIsFreeOnlyWhenNothingCanWriteToIt() throws Exception {
        try (var lab = new LabRig(directory)) {
            String volume = lab.volume("");
            String machine = lab.launch(userData(lab, volume));
            lab.attach(volume, machine);
            LabRig.until(
                    "the file is served", () -> lab.get(lab.address(), "/file").startsWith("written by"));
            String snapshot = lab.ec2.createSnapshot(r -> r.volumeId(volume)).snapshotId();
            long web = web(lab);

            lab.ec2.detachVolume(r -> r.volumeId(volume));
            LabRig.until("it is free", () -> lab.volumeState(volume).equals("available"));

            assertThat(ProcessHandle.of(web).filter(ProcessHandle::isAlive)).isEmpty();
            LabRig.until(
                    "it serves without", () -> lab.get(lab.address(), "/file").contains("not found"));
            String copy = lab.volume(snapshot);
            assertThat(directory.resolve("disks/" + copy + "/tree/file"))
                    .hasContent(Files.readString(directory.resolve("disks/" + volume + "/tree/file")));
            lab.terminate(machine);
        }
    }

    /** The web server's pid; 0 when there is none. */
    private static long web(LabRig lab) {
        try {
            return lab.processes().entrySet().stream()
                    .filter(e ->
                            e.getValue().contains("/bin/java") && e.getValue().contains("jdk.httpserver"))
                    .mapToLong(e -> e.getKey())
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
