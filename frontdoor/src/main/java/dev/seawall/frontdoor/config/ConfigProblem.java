package dev.seawall.frontdoor.config;

/**
 * One thing wrong with a configuration. Immutable.
 *
 * @param line from 1; 0 when no line can be named
 * @param key the key's path, {@code workers[0].port}; empty when it is about the file as a whole
 * @param finding what was observed and what is wanted, to be read after the key
 */
public record ConfigProblem(int line, String key, String finding) {

    /** As {@code frontdoor.yaml line 7: relay.connectTimeout must be between 1ms and 10m, not -3s}. */
    String sentence(String file) {
        return file + (line > 0 ? " line " + line : "") + ": " + (key.isEmpty() ? "" : key + " ") + finding;
    }
}
