package dev.seawall.frontdoor.differential;

/** Whose behaviour Seawall's is compared with. Immutable. */
enum Opinion {
    /**
     * Jetty's own HTTP/1.1 server connection, {@code ProxyHandler} and {@code HttpClient}: what Seawall's connection and
     * relay stand in place of (decisions 0015 and 0021).
     */
    JETTY("Jetty"),
    NGINX("nginx");

    private final String title;

    Opinion(String title) {
        this.title = title;
    }

    /** As people call it. */
    String title() {
        return title;
    }
}
