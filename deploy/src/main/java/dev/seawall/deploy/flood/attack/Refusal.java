package dev.seawall.deploy.flood.attack;

/** An attacker was started where, or told to do what, it must not; the message says what was seen and what it needs. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    Refusal(String message) {
        super(message);
    }
}
