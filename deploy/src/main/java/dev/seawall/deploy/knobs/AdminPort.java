package dev.seawall.deploy.knobs;

/** Where a front door answers operators. Immutable. */
public record AdminPort(String frontDoor, String host, int port) {
    public String address() {
        return host + ":" + port;
    }
}
