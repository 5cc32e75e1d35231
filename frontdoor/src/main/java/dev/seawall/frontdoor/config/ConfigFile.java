package dev.seawall.frontdoor.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A YAML file as a record. Unknown keys, wrong types and values that a record's constructor refuses ({@link Rules})
 * are all reported together.
 *
 * <p>Thread rule: pure functions.
 */
public final class ConfigFile {
    private ConfigFile() {}

    /**
     * Reads the file.
     *
     * @throws ConfigException with everything that is wrong, also when the file can't be read
     */
    public static <T extends Record> T load(Path file, Class<T> type) {
        String name = String.valueOf(file.getFileName());
        String yaml;
        try {
            yaml = Files.readString(file);
        } catch (NoSuchFileException e) {
            throw unreadable(name, "there is no such file: " + file.toAbsolutePath());
        } catch (CharacterCodingException e) {
            throw unreadable(name, "is not UTF-8 text");
        } catch (IOException e) {
            throw unreadable(name, "can't be read: " + e);
        }
        Path folder = file.toAbsolutePath().getParent();
        return parse(yaml, name, folder == null ? file : folder, type);
    }

    /**
     * Reads the text of such a file.
     *
     * @param name of the source, for messages
     * @param folder where relative paths start
     * @throws ConfigException with everything that is wrong
     */
    public static <T extends Record> T parse(String yaml, String name, Path folder, Class<T> type) {
        List<ConfigProblem> problems = new ArrayList<>();
        YamlNode document = new YamlReader(problems).read(yaml);
        T config =
                document == null ? null : new RecordBinder(new ScalarBinder(folder), problems).bind(document, type, "");
        if (config == null || !problems.isEmpty()) {
            throw new ConfigException(name, problems);
        }
        return config;
    }

    private static ConfigException unreadable(String name, String finding) {
        return new ConfigException(name, List.of(new ConfigProblem(0, "", finding)));
    }
}
