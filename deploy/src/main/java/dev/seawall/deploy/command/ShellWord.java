package dev.seawall.deploy.command;

import java.nio.file.Path;

/** Writes a path so that a shell takes it for one word. Stateless. */
final class ShellWord {
    private ShellWord() {}

    static String of(Path path) {
        String text = path.toString();
        return text.matches("[A-Za-z0-9_./+,@%=-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
