package dev.seawall.deploy.flood.scenario;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The attacks there are, each with a strength that a front door of two cores feels. Immutable. */
public enum AttackKind {
    UDP("udp", 0, 0, "UDP datagrams that fill the interface, in multiples of its rate"),
    SYN("syn", 2000, 0, "connections that are begun and never finished"),
    CONNECTIONS("connections", 400, 4000, "connections that are opened, held and used for nothing"),
    TLS("tls", 400, 200, "TLS handshakes without a request after them"),
    HTTP("http", 4000, 100, "requests as fast as they go"),
    SLOW_HEADERS("slow-headers", 200, 2000, "requests whose headers arrive byte by byte"),
    SLOW_BODY("slow-body", 200, 2000, "requests whose bodies arrive byte by byte"),
    SLOW_READ("slow-read", 200, 1000, "answers that are read a few bytes a second"),
    H2_RESET("h2-reset", 4000, 20, "HTTP/2 streams that are opened and reset at once (CVE-2023-44487)"),
    H2_CONTINUATION("h2-continuation", 2000, 20, "HTTP/2 header blocks without an end (CVE-2024-27316 and its like)");

    private final String label;
    private final int perSecond;
    private final int connections;
    private final String description;

    AttackKind(String label, int perSecond, int connections, String description) {
        this.label = label;
        this.perSecond = perSecond;
        this.connections = connections;
        this.description = description;
    }

    public String label() {
        return label;
    }

    public String description() {
        return description;
    }

    /** Operations a second unless the scenario says otherwise; 0 for what is measured against the interface. */
    int perSecond() {
        return perSecond;
    }

    int connections() {
        return connections;
    }

    /** Whether its strength is a multiple of the interface's rate. */
    public boolean aimsAtInterface() {
        return this == UDP;
    }

    /** Whether what is sent doesn't depend on what comes back: then sending less than wanted is the sender's failure. */
    public boolean openLoop() {
        return this == UDP || this == SYN;
    }

    /** Whether its strength is what it holds open, which takes time to build up. */
    public boolean holds() {
        return this == CONNECTIONS || this == SLOW_HEADERS || this == SLOW_BODY || this == SLOW_READ;
    }

    /** Where a front door meets it. */
    public int port() {
        return this == TLS ? 443 : 80;
    }

    public static Optional<AttackKind> named(String label) {
        return Arrays.stream(values()).filter(one -> one.label.equals(label)).findFirst();
    }

    public static List<String> labels() {
        return Arrays.stream(values()).map(AttackKind::label).toList();
    }
}
