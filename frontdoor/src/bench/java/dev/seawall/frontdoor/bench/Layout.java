package dev.seawall.frontdoor.bench;

/**
 * Which cores the proxy has, and which the load generator, the origin and the benchmark itself. Immutable.
 *
 * @param proxyCores in taskset's notation
 * @param otherCores likewise
 * @param proxyThreads how many workers a proxy is told to have, where it can be told
 */
public record Layout(String name, String proxyCores, String otherCores, int proxyThreads) {
    static final String PINNED = "pinned";

    /** The proxy has core 0 to itself, as far as that is ours to say. */
    static Layout pinned() {
        int last = cores() - 1;
        return new Layout(PINNED, "0", last == 1 ? "1" : "1-" + last, 1);
    }

    static Layout unpinned() {
        return new Layout("unpinned", allCores(), allCores(), cores());
    }

    public static String allCores() {
        return "0-" + (cores() - 1);
    }

    public static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }

    boolean isPinned() {
        return name.equals(PINNED);
    }

    String sentence() {
        return "proxy on " + words(proxyCores) + ", load generator and origin on " + words(otherCores);
    }

    private static String words(String cores) {
        return (cores.contains("-") ? "cores " : "core ") + cores;
    }
}
