package dev.seawall.frontdoor.knobs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where settings outlive the process: {@code knobs.json}, replaced as a whole, so that a kill leaves the old ones or the
 * new, and {@code knobs.log}, one line of JSON for every change.
 *
 * <p>Thread rule: not thread-safe: {@link Knobs} holds its lock.
 */
final class KnobFiles {
    /** Far beyond every knob of a hundred routes. */
    private static final long MOST_BYTES = 1 << 20;

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();

    private final Path directory;
    private final Path settings;
    private final Path audit;

    private record Kept(Collection<Setting> knobs) {}

    KnobFiles(Path directory) {
        this.directory = directory;
        this.settings = directory.resolve("knobs.json");
        this.audit = directory.resolve("knobs.log");
    }

    Path directory() {
        return directory;
    }

    Path settings() {
        return settings;
    }

    void write(Collection<Setting> kept) throws IOException {
        Files.createDirectories(directory);
        Path unfinished = directory.resolve("knobs.json.new");
        try (FileChannel file = FileChannel.open(
                unfinished,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            writeAll(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(new Kept(kept)));
            file.force(true);
        }
        Files.move(unfinished, settings, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel renamed = FileChannel.open(directory, StandardOpenOption.READ)) {
            renamed.force(true);
        } catch (AccessDeniedException e) {
            // Windows opens no directories, and has the rename in its journal.
        }
    }

    void append(List<KnobChange> changes) throws IOException {
        StringBuilder lines = new StringBuilder();
        changes.forEach(each -> lines.append(JSON.writeValueAsString(each)).append('\n'));
        Files.createDirectories(directory);
        try (FileChannel file = FileChannel.open(audit, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            writeAll(file, lines.toString().getBytes(StandardCharsets.UTF_8));
            file.force(false);
        }
    }

    private static void writeAll(FileChannel file, byte[] bytes) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
            file.write(left);
        }
    }

    /**
     * What was kept; nothing when there is no file.
     *
     * @throws IOException when the file can't be read or isn't what {@link #write} writes
     */
    List<Setting> read() throws IOException {
        byte[] bytes;
        try (var in = Files.newInputStream(settings)) {
            bytes = in.readNBytes((int) MOST_BYTES);
        } catch (NoSuchFileException e) {
            return List.of();
        }
        try {
            List<Setting> kept = new ArrayList<>();
            JsonNode knobs = JSON.readTree(bytes).path("knobs");
            if (!knobs.isArray()) {
                throw new IOException("it has no list of knobs");
            }
            for (JsonNode each : knobs) {
                kept.add(new Setting(
                        text(each, "knob"),
                        text(each, "value"),
                        text(each, "owner"),
                        text(each, "reason"),
                        Instant.parse(text(each, "from")),
                        Instant.parse(text(each, "until"))));
            }
            return kept;
        } catch (JacksonException e) {
            throw new IOException("it can't be read as JSON: " + e.getOriginalMessage(), e);
        } catch (DateTimeException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static String text(JsonNode of, String field) throws IOException {
        JsonNode value = of.path(field);
        if (!value.isString()) {
            throw new IOException("a knob has no text as its " + field);
        }
        return value.asString();
    }

    /** Puts a file aside that can't be used, for somebody to look at; where it is then. */
    Path setAside() throws IOException {
        Path aside = directory.resolve("knobs.json.broken");
        Files.move(settings, aside, StandardCopyOption.REPLACE_EXISTING);
        return aside;
    }
}
