package dev.seawall.frontdoor.differential.exchange;

/** One thing that is unusual, doubtful or wrong about an exchange: the label by which differences are explained. */
public interface Oddity {

    /** The name of the constant. */
    String name();

    /** What it is, for people. */
    String label();
}
