package dev.seawall.deploy.lab.process;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;

/**
 * Switches machines on: their first process, in a session of its own, so that nothing that ends the daemon ends it.
 * Stateless.
 */
record MachineStarter(StandIns standIns) {
    private static final String SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /** What it is for is in its environment; what it prints is the machine's console. */
    void start(String instanceId, Path machine, boolean first) throws IOException {
        Path root = machine.resolve("root");
        var builder = new ProcessBuilder(
                        "setsid", standIns.lib().resolve("boot").toString(), first ? "first" : "again")
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
