package dev.seawall.deploy.lab.fabric;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The file {@link Sandbox#MARKER}, which exists in a sandbox's own /run only: its token, then a line for each network
 * namespace that was made there, {@code inode name address}. A program reads in it whether it is where it may be. Read
 * and written through the sandbox's root; appended by one fabric at a time.
 */
public final class Marker {
    /**
     * A namespace.
     *
     * @param inode as {@code /proc/self/ns/net} shows it to those who are in it
     */
    public record Line(long inode, String name, String address) {
        static Optional<Line> parse(String text) {
            String[] parts = text.split(" ", -1);
            return parts.length == 3 && parts[0].matches("[0-9]{1,18}")
                    ? Optional.of(new Line(Long.parseLong(parts[0]), parts[1], parts[2]))
                    : Optional.empty();
        }

        @Override
        public String toString() {
            return inode + " " + name + " " + address;
        }
    }

    private Marker() {}

    /**
     * The namespaces that a marker lists.
     *
     * @param file {@link Sandbox#MARKER} for a program inside
     * @throws IOException when there is none: the program is not in a sandbox
     */
    public static List<Line> read(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .skip(1)
                .flatMap(line -> Line.parse(line).stream())
                .toList();
    }

    /** Writes the whole of it anew. */
    static void write(Path file, String token, List<Line> lines) throws IOException {
        List<String> text = new ArrayList<>(List.of(token));
        lines.forEach(line -> text.add(line.toString()));
        Files.write(file, text);
    }
}
