package dev.seawall.deploy.lab.host;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which build of this program runs: where it is, how long and how old. Stateless. */
final class Build {
    private Build() {}

    static String current() {
        try {
            Path program = Path.of(Build.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return program + "@" + Files.size(program) + "@"
                    + Files.getLastModifiedTime(program).toMillis();
        } catch (URISyntaxException | IOException e) {
            return "unknown";
        }
    }
}
