package dev.seawall.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What may be left of a sandbox: processes in its PID namespace, and processes of anybody in its network namespaces. Known
 * by the namespaces' inodes, read while it was there. Immutable.
 */
record Remains(String pidNamespace, Set<String> networkNamespaces) {
    private static final Pattern HOLDER = Pattern.compile("\"holder\":([0-9]+)");

    /** Reads the sandbox's own record, in the directory that it was opened in. */
    static Remains of(Path record) throws IOException {
        var holder = HOLDER.matcher(Files.readString(record));
        if (!holder.find()) {
            throw new IOException("no holder in " + record);
        }
        Path process = Path.of("/proc", holder.group(1));
        return new Remains(
                Files.readSymbolicLink(process.resolve("ns/pid")).toString(),
                Files.readAllLines(process.resolve("root/run/seawall-lab")).stream()
                        .skip(1)
                        .map(line -> "net:[" + line.split(" ", 2)[0] + "]")
                        .collect(Collectors.toSet()));
    }

    List<String> processes() {
        return in("ns/pid", Set.of(pidNamespace));
    }

    List<String> networks() {
        return in("ns/net", networkNamespaces);
    }

    private static List<String> in(String link, Set<String> namespaces) {
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            return all.filter(one -> one.getFileName().toString().matches("[0-9]+"))
                    .filter(one -> namespaces.contains(namespace(one.resolve(link))))
                    .map(one -> one.getFileName().toString())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empty for one that has ended meanwhile. */
    private static String namespace(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "";
        }
    }
}
