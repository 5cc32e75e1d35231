package dev.seawall.deploy.lab.process;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Switches machines on: their first process, in a session of its own, so that nothing that ends the daemon ends it.
 * Stateless.
 */
record MachineStarter(StandIns standIns) {
    private static final String SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /**
     * What it is for is in its environment; what it prints is the machine's console.
     *
     * @param prefix what brings a command to the machine's place in the network
     */
    void start(String instanceId, Path machine, boolean first, List<String> prefix) throws IOException {
        Path root = machine.resolve("root");
        List<String> command = new ArrayList<>(List.of("setsid"));
        command.addAll(prefix);
        command.addAll(List.of(standIns.lib().resolve("boot").toString(), first ? "first" : "again"));
        var builder = new ProcessBuilder(command)
                .directory(root.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(machine.resolve("console.log").toFile()));
        var environment = builder.environment();
        environment.clear();
        environment.put("SEAWALL_ROOT", root.toString());
        environment.put("SEAWALL_INSTANCE", instanceId);
        environment.put("PATH", standIns.bin() + ":" + SYSTEM_PATH);
        environment.put("HOME", root.resolve("root").toString());
        environment.put("LANG", "C.UTF-8");
        builder.start();
    }

    /** Whether a process is more than one that looks after a unit. */
    boolean mayWrite(LiveProcess process) {
        return !process.commandLine()
                .contains(standIns.lib().resolve("supervise").toString());
    }
}
