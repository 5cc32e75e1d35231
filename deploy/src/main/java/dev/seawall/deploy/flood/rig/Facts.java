package dev.seawall.deploy.flood.rig;

import dev.seawall.deploy.lab.fabric.FabricException;
import dev.seawall.deploy.lab.fabric.Node;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a run's reader must know of the computer and of the tools on it. Stateless. */
final class Facts {
    /** Each tool with the arguments that make it say its version. */
    private static final Map<String, List<String>> TOOLS = Map.of(
            "iproute2", List.of("ip", "-V"),
            "nftables", List.of("nft", "--version"),
            "nbdkit", List.of("nbdkit", "--version"),
            "nbdfuse", List.of("nbdfuse", "--version"));

    private Facts() {}

    /**
     * By name.
     *
     * @param node any, to ask the tools in
     * @param errors gets what they complain about
     */
    static Map<String, String> versions(Node node, Path errors) throws FabricException, InterruptedException {
        Map<String, String> versions = new LinkedHashMap<>();
        String seawall = Facts.class.getPackage().getImplementationVersion();
        versions.put("seawall", seawall == null ? "(not packaged)" : seawall);
        versions.put("java", System.getProperty("java.vendor") + " " + Runtime.version());
        versions.put("kernel", System.getProperty("os.version"));
        for (var tool : TOOLS.entrySet()) {
            versions.put(tool.getKey(), firstLine(node, errors, tool.getValue()));
        }
        return versions;
    }

    private static String firstLine(Node node, Path errors, List<String> command)
            throws FabricException, InterruptedException {
        var asked = node.pipe(errors, Map.of(), command);
        try (var lines = asked.process().inputReader(StandardCharsets.UTF_8)) {
            String line = lines.readLine();
            return line == null ? "not there" : line.strip();
        } catch (IOException e) {
            return "not known: " + e.getMessage();
        } finally {
            asked.close();
        }
    }

    static Map<String, String> machine() {
        Map<String, String> machine = new LinkedHashMap<>();
        machine.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        machine.put("processor", valueOf(Path.of("/proc/cpuinfo"), "model name"));
        machine.put("memory", valueOf(Path.of("/proc/meminfo"), "MemTotal"));
        return machine;
    }

    private static String valueOf(Path file, String key) {
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("not said by " + file);
        } catch (IOException e) {
            return "not said by " + file;
        }
    }
}
