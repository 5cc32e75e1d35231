package dev.seawall.deploy.flood.attack;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What an attacker can do, and what it counts as one operation. Constants only. */
enum Kind {
    /** Packets; the rate is in bits per second on the wire. */
    UDP(2_000_000_000, 1),
    /** Connection attempts whose answer is never acknowledged. */
    SYN(200_000, 20_000),
    /** Connections that say nothing. */
    CONNECTIONS(200_000, 10_000),
    /** Whole TLS handshakes. */
    TLS(200_000, 500),
    /** A first TLS message, for which the server does its part of the handshake. */
    TLS_HALF(200_000, 500),
    /** Requests on kept connections, without waiting for answers. */
    HTTP(200_000, 64),
    /** Connections whose header comes a byte a second. */
    SLOW_HEADERS(200_000, 10_000),
    /** Connections whose body comes a byte a second. */
    SLOW_BODY(200_000, 10_000),
    /** Connections that read their answer a few bytes a second. */
    SLOW_READ(200_000, 10_000),
    /** HTTP/2 requests that are taken back at once (CVE-2023-44487). */
    H2_RESET(200_000, 16),
    /** HTTP/2 CONTINUATION frames of a header that never ends (CVE-2024-27316 and its like). */
    H2_CONTINUATION(200_000, 16);

    /** In bits or operations per second. */
    final long highestRate;

    /** At a time, when nothing else is asked for. */
    final int usualConnections;

    Kind(long highestRate, int usualConnections) {
        this.highestRate = highestRate;
        this.usualConnections = usualConnections;
    }

    /** As it is typed and reported: {@code h2-reset}. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Kind> of(String label) {
        return Stream.of(values()).filter(kind -> kind.label().equals(label)).findFirst();
    }

    static String labels() {
        return String.join(", ", Stream.of(values()).map(Kind::label).toList());
    }
}
