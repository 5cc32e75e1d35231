package dev.seawall.deploy.local;

import dev.seawall.deploy.blueprint.Component;
import dev.seawall.deploy.blueprint.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** A component's configuration file: written from the blueprint, read back to see what a process runs with. */
final class Settings {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
            .build();

    private final JsonNode tree;

    Settings(ObjectNode tree) {
        this((JsonNode) tree);
    }

    private Settings(JsonNode tree) {
        this.tree = tree;
    }

    static Optional<Settings> read(Path file) throws LocalFailure {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Settings(YAML.readTree(Files.readString(file))));
        } catch (IOException | JacksonException e) {
            throw new LocalFailure("failed to read " + file + ": " + e.getMessage(), e);
        }
    }

    void write(Path file) throws LocalFailure {
        StateDirectory.write(
                file,
                "# Written by ./seawall up from the blueprint; the next one writes it anew.\n"
                        + YAML.writeValueAsString(tree));
    }

    /** Where a process with these settings listens. */
    Component component() {
        int https = tree.path("https").path("port").asInt(0);
        return new Component(
                tree.path("name").asString(""),
                tree.has("workers") ? Role.FRONT_DOOR : Role.WORKER,
                tree.path("http").path("port").asInt(0),
                https == 0 ? OptionalInt.empty() : OptionalInt.of(https),
                tree.path("admin").path("port").asInt(0));
    }

    /** Every value under its path: {@code workers[0].port} → {@code 9001}. */
    Map<String, String> flat() {
        Map<String, String> flat = new TreeMap<>();
        flatten("", tree, flat);
        return flat;
    }

    private static void flatten(String path, JsonNode node, Map<String, String> flat) {
        if (node.isObject()) {
            node.properties()
                    .forEach(entry -> flatten(
                            path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(), entry.getValue(), flat));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                flatten(path + "[" + i + "]", node.get(i), flat);
            }
        } else {
            flat.put(path, node.asString());
        }
    }
}
