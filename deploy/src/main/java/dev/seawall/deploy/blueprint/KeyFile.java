package dev.seawall.deploy.blueprint;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** Reads files of keys and values in YAML: the blueprint, a flood's scenario. All problems are told together. Stateless. */
public final class KeyFile {
    private KeyFile() {}

    /**
     * A file's whole text.
     *
     * @param missing the sentence for when there is no such file
     */
    public static String text(Path file, String missing) throws BlueprintException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new BlueprintException(List.of(missing));
        } catch (MalformedInputException e) {
            throw new BlueprintException(List.of("failed to read " + file + ": it is not UTF-8 text"));
        } catch (AccessDeniedException e) {
            throw new BlueprintException(
                    List.of("failed to read " + file + ": its permissions don't let this user read it"));
        } catch (IOException e) {
            throw new BlueprintException(List.of("failed to read " + file + ": " + e.getMessage()));
        }
    }

    /**
     * What a reader makes of the file's keys; its value counts only when no problem was noted.
     *
     * @param file the name that the problems are told with
     */
    public static <T> T parse(String file, String yaml, Function<Section, T> reader) throws BlueprintException {
        var problems = new Problems(file);
        var root = YamlTree.read(yaml, problems);
        if (root.entries().isEmpty() && !problems.isEmpty()) {
            throw new BlueprintException(problems.sentences());
        }
        T value = reader.apply(new Section(root, "", problems));
        if (!problems.isEmpty()) {
            throw new BlueprintException(problems.sentences());
        }
        return value;
    }
}
