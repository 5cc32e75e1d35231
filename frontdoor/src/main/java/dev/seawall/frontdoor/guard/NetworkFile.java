package dev.seawall.frontdoor.guard;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A list of networks in a file: one a line in CIDR notation, IPv4 and IPv6; a {@code #} begins a comment. Immutable.
 */
record NetworkFile(Path path) {
    private static final int TOLD = 5;

    /** Within this a second change may leave a file's time as it is. */
    private static final Duration COARSE_CLOCK = Duration.ofSeconds(2);

    /** Something that differs when the file does, without reading it; of a file changed just now, something new each time. */
    String look(Instant now) {
        try {
            BasicFileAttributes seen = Files.readAttributes(path, BasicFileAttributes.class);
            Instant changed = seen.lastModifiedTime().toInstant();
            boolean isFresh = Duration.between(changed, now).compareTo(COARSE_CLOCK) < 0;
            return changed + " " + seen.size() + " " + seen.fileKey() + (isFresh ? " " + now : "");
        } catch (IOException e) {
            return "unreadable";
        }
    }

    /**
     * All that are in it.
     *
     * @throws IOException whose message says what was found where
     */
    List<Network> read() throws IOException {
        List<Network> networks = new ArrayList<>();
        List<String> findings = new ArrayList<>();
        int number = 0;
        for (String line : lines()) {
            number++;
            int comment = line.indexOf('#');
            String text = (comment < 0 ? line : line.substring(0, comment)).strip();
            if (text.isEmpty()) {
                continue;
            }
            try {
                networks.add(Network.parse(text));
            } catch (IllegalArgumentException e) {
                findings.add("line " + number + " " + e.getMessage());
            }
        }
        if (!findings.isEmpty()) {
            int more = findings.size() - TOLD;
            throw new IOException(path + ": " + String.join("; ", findings.subList(0, Math.min(TOLD, findings.size())))
                    + (more > 0 ? "; and " + more + " more" : ""));
        }
        return networks;
    }

    private List<String> lines() throws IOException {
        try {
            return Files.readAllLines(path);
        } catch (NoSuchFileException e) {
            throw new IOException(path + ": there is no such file", e);
        } catch (CharacterCodingException e) {
            throw new IOException(path + ": is not UTF-8 text", e);
        } catch (IOException e) {
            throw new IOException(path + ": cannot be read: " + e, e);
        }
    }
}
