package dev.seawall.frontdoor.bench;

/** What clients ask for, and how. Immutable. */
enum Workload {
    GET_1K("get-1k", "GET 1 KiB", false, "/1k", 1024),
    GET_100K("get-100k", "GET 100 KiB", false, "/100k", 102_400),
    POST_10K("post-10k", "POST 10 KiB", false, "/post", 6),
    TLS_1K("tls-1k", "TLS, GET 1 KiB", true, "/1k", 1024),
    H2_1K("h2-1k", "HTTP/2 over TLS, GET 1 KiB", true, "/1k", 1024),
    CLOSE_1K("close-1k", "connection per request, GET 1 KiB", false, "/1k", 1024);

    static final int POSTED_BYTES = 10_240;

    private final String id;
    final String title;
    private final boolean tls;
    private final String path;

    /** What every answer's content has; the origin's configuration knows it too. */
    final int answerBytes;

    Workload(String id, String title, boolean tls, String path, int answerBytes) {
        this.id = id;
        this.title = title;
        this.tls = tls;
        this.path = path;
        this.answerBytes = answerBytes;
    }

    String url(RunningPeer peer) {
        return tls ? "https://127.0.0.1:" + peer.httpsPort() + path : "http://127.0.0.1:" + peer.httpPort() + path;
    }

    /** Whether h2load can send it at a constant rate: it has no connection per request. */
    boolean hasRate() {
        return this != CLOSE_1K;
    }

    /** As it is called in options and logs. */
    @Override
    public String toString() {
        return id;
    }
}
