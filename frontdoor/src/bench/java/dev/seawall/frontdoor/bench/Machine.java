package dev.seawall.frontdoor.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** When, where and with what it is measured. Immutable. */
public record Machine(String date, int cores, String processor, String kernel, String load, List<String> versions) {
    public Machine {
        versions = List.copyOf(versions);
    }

    public static Machine observe(Children children, Collection<Tool> tools) throws IOException, InterruptedException {
        List<String> versions = new ArrayList<>();
        for (Tool tool : tools) {
            versions.add(versionOf(tool, children));
        }
        versions.add(System.getProperty("java.vm.name") + " " + Runtime.version());
        return new Machine(
                Instant.now().truncatedTo(ChronoUnit.MINUTES).toString(),
                Layout.cores(),
                processorName(),
                System.getProperty("os.version"),
                Files.readString(Path.of("/proc/loadavg")).split(" ", -1)[0],
                versions);
    }

    /** wrk says its version and then ends as if it had failed. */
    private static String versionOf(Tool tool, Children children) throws IOException, InterruptedException {
        String command = tool.path() + " " + tool.versionOption + " || :";
        String printed = children.run(Layout.allCores(), List.of("sh", "-c", command));
        return printed.lines().findFirst().orElse(tool.command()).strip();
    }

    private static String processorName() throws IOException {
        return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }

    public String sentence() {
        return date + "; " + cores + " cores, " + processor + ", Linux " + kernel + ", load " + load
                + " at the beginning. " + String.join("; ", versions) + ".";
    }
}
