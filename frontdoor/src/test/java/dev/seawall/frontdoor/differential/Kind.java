package dev.seawall.frontdoor.differential;

/** In what Seawall and another proxy may differ. Immutable. */
enum Kind {
    SEAWALL_REFUSES("refuses the request", "forwards it"),
    OTHER_REFUSES("forwards the request", "refuses it"),
    REFUSED_OTHERWISE("refuses the request", "refuses it, in another way"),
    UNHEARD(
            "refuses the request, and the client hears why",
            "refuses it without a word, or resets the connection before it is heard"),
    METHOD("passes the method on", "changes it"),
    TARGET("passes the target on", "changes it"),
    HOST("passes Host on", "changes it"),
    FIELDS("sends the worker its fields", "sends others"),
    BODY("sends the worker its body", "sends another"),
    TRAILERS("passes the request's trailers on", "drops them"),
    SEAWALL_BREAKS_OFF("breaks the answer off, or answers 5xx", "passes it on as whole"),
    OTHER_BREAKS_OFF("passes the answer on as whole", "breaks it off, or answers 5xx"),
    STATUS("passes the status on", "changes it"),
    ANSWER_FIELDS("sends the client the answer's fields", "sends others"),
    ANSWER_BODY("sends the client the answer's body", "sends another"),
    ANSWER_TRAILERS("passes the answer's trailers on", "drops them"),
    INTERIMS("passes interim answers on, to HTTP/1.1", "does not, or to HTTP/1.0 too"),
    SEAWALL_CLOSES("closes the connection", "goes on with it"),
    OTHER_CLOSES("goes on with the connection", "closes it"),
    OTHER_HANGS("comes to an end", "waits forever");

    private final String seawall;
    private final String other;

    Kind(String seawall, String other) {
        this.seawall = seawall;
        this.other = other;
    }

    String seawall() {
        return seawall;
    }

    String other() {
        return other;
    }
}
