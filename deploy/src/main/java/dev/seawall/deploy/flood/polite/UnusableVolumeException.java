package dev.seawall.deploy.flood.polite;

/** A volume can't be probed as it is, and trying again won't change that: its message says what is missing. Immutable. */
final class UnusableVolumeException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableVolumeException(String sentence) {
        super(sentence);
    }
}
