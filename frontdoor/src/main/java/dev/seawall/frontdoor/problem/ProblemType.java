package dev.seawall.frontdoor.problem;

/** The problems a front door answers with (docs/protocol.md section 7). Immutable. */
public enum ProblemType {
    BAD_KEY("bad-key", 400, "The key can be read in more than one way"),
    BAD_LISTING("bad-listing", 400, "The listing's parameters cannot be read"),
    BAD_REQUEST("bad-request", 400, "The request cannot be read"),
    TOO_SLOW("too-slow", 408, "The request comes too slowly"),
    NO_ROUTE("no-route", 404, "Nothing is served there"),
    METHOD_NOT_ALLOWED("method-not-allowed", 405, "The method is not allowed there"),
    TOO_MANY_REQUESTS("too-many-requests", 429, "More is asked from the client's network than it may"),
    BODY_TOO_LARGE("body-too-large", 413, "The body is too large"),
    WORKER_UNREACHABLE("worker-unreachable", 503, "The worker that owns this could not be reached"),
    WORKER_BROKE_OFF("worker-broke-off", 502, "The worker broke off before it answered"),
    WORKER_SILENT("worker-silent", 504, "The worker took the request and did not answer"),
    OVERLOADED("overloaded", 503, "More is asked of the worker than it can answer in time"),
    BUSY("busy", 503, "This front door has too much to do"),
    DRAINING("draining", 503, "This front door is stopping"),
    /** A fault of the front door itself (RFC 9457 §4.2.1). */
    UNEXPECTED("", 500, "The front door failed");

    private final String name;
    private final int status;
    private final String title;

    ProblemType(String name, int status, String title) {
        this.name = name;
        this.status = status;
        this.title = title;
    }

    String uri() {
        return name.isEmpty() ? "about:blank" : "urn:seawall:problem:" + name;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }
}
