package dev.seawall.deploy.ec2;

/** Hears what a command is doing in EC2, while it does it. Called by several threads. */
@FunctionalInterface
public interface StepListener {
    /** How a step stands; later words replace earlier ones. */
    enum Stand {
        STARTED,
        DONE,
        FAILED
    }

    /** How a step stands now; {@code words} say what is being done, or was: {@code created vpc-0123 in 0.4 s}. */
    void says(String step, Stand stand, String words);
}
