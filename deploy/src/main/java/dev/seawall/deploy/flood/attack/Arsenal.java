package dev.seawall.deploy.flood.attack;

/** Makes each kind of attack from its parts. Stateless. */
final class Arsenal {
    private Arsenal() {}

    static Assault of(Orders orders, Tally tally) {
        return switch (orders.kind()) {
            case UDP -> new UdpFlood(orders.target(), orders.rate(), tally, System::nanoTime);
            default -> throw new IllegalArgumentException("not yet");
        };
    }
}
