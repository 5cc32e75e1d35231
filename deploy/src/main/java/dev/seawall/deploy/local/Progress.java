package dev.seawall.deploy.local;

/** Hears what a command is doing, while it does it. Called by one thread at a time. */
@FunctionalInterface
public interface Progress {
    /** What of a component; later words replace earlier ones: {@code starting}, {@code ready after 1.2 s}. */
    void says(String component, String words);
}
