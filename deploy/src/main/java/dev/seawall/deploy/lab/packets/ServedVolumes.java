package dev.seawall.deploy.lab.packets;

import dev.seawall.deploy.verify.packets.Surroundings.Server;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a lab's volumes are served, as the command lines of nbdkit(1) say that run now: it is what is there, whoever
 * started it. Stateless.
 */
final class ServedVolumes {
    private static final Pattern VOLUME = Pattern.compile("/(vol-[0-9a-f]+)/");

    private ServedVolumes() {}

    /**
     * By the volume's id.
     *
     * @param directory the lab's, in which the images are
     */
    static Map<String, Server> in(Path directory) {
        Map<String, Server> servers = new TreeMap<>();
        ProcessHandle.allProcesses()
                .filter(process -> process.info().command().orElse("").endsWith("/nbdkit"))
                .map(process -> Arrays.asList(process.info().arguments().orElse(new String[0])))
                .forEach(words -> words.stream()
                        .filter(word -> word.startsWith(directory + "/"))
                        .map(VOLUME::matcher)
                        .filter(Matcher::find)
                        .forEach(found -> servers.put(
                                found.group(1),
                                new Server(after("--ipaddr", words), Integer.parseInt(after("--port", words))))));
        return servers;
    }

    private static String after(String option, List<String> words) {
        return words.get(words.indexOf(option) + 1);
    }
}
