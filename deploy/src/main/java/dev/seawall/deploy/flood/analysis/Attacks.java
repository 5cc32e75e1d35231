package dev.seawall.deploy.flood.analysis;

/** What is to be known of attacks by their names. Stateless. */
final class Attacks {
    private static final String UDP = "udp";

    private Attacks() {}

    /** Whether it fills the interface, its strength being multiples of the interface's rate. */
    static boolean aimsAtInterface(String attack) {
        return attack.equals(UDP);
    }

    /** What its rates count. */
    static String unit(String attack) {
        return aimsAtInterface(attack) ? "bit/s" : "operations/s";
    }

    /** How people call it with its strength. */
    static String named(String attack, double strength) {
        return aimsAtInterface(attack) ? "UDP flood at " + Words.times(strength) : attack;
    }
}
