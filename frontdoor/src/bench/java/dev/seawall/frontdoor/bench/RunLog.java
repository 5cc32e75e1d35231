package dev.seawall.frontdoor.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything that was measured, as JSON. Immutable.
 *
 * @param commands every program that was run, as it was run
 */
record RunLog(
        Machine machine,
        List<String> javaOptions,
        List<String> commands,
        List<Cell> cells,
        IdleConnections.@Nullable Result idle) {
    RunLog {
        javaOptions = List.copyOf(javaOptions);
        commands = List.copyOf(commands);
        cells = List.copyOf(cells);
    }

    void write(Path file) throws IOException {
        JsonMapper mapper =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        Files.writeString(file, mapper.writeValueAsString(this) + "\n");
    }
}
