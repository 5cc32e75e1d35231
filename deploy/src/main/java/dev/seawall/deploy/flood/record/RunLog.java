package dev.seawall.deploy.flood.record;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A run's log as a file of JSON lines, in UTF-8, appended to while it runs: what a run that was cut off leaves behind can
 * be read. Writing is thread-safe.
 */
public final class RunLog implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final BufferedWriter out;

    private RunLog(BufferedWriter out) {
        this.out = out;
    }

    public static RunLog appendingTo(Path file) throws IOException {
        return new RunLog(Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }

    /** One entry as the line that stands for it, without its end. */
    public static String line(Entry entry) {
        return JSON.writeValueAsString(entry);
    }

    /**
     * The entry that a line stands for.
     *
     * @throws IOException when it is none
     */
    public static Entry parse(String line) throws IOException {
        try {
            return JSON.readValue(line, Entry.class);
        } catch (JacksonException e) {
            throw new IOException("not a line of a run's log: " + line + ": " + e.getOriginalMessage(), e);
        }
    }

    /** All of a file; a last line that was cut off is left out. */
    public static List<Entry> read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<Entry> entries = new ArrayList<>();
        for (String line : lines) {
            try {
                entries.add(parse(line));
            } catch (IOException e) {
                if (entries.size() < lines.size() - 1) {
                    throw new IOException(file + ", line " + (entries.size() + 1) + ": " + e.getMessage(), e);
                }
            }
        }
        return entries;
    }

    public synchronized void write(Entry entry) throws IOException {
        out.write(line(entry));
        out.newLine();
        out.flush();
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }
}
