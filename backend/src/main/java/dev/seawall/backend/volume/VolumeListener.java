package dev.seawall.backend.volume;

import java.time.Duration;

/** Who wants to know how the volume does. Thread rule: called by the probe's two threads; must be quick and not throw. */
public interface VolumeListener {

    /** A probe's fsync returned. */
    void onFsync(Duration took);

    /** Something is not as it should be: said when it begins, not again while it lasts. */
    void onTrouble(String observed);

    /** That is over. */
    void onTroubleOver(String observed);

    /** An fsync failed: nobody can say what the volume holds. Called once, and no probe follows. */
    void onFailed(String observed, Throwable cause);

    /** The fence is not ours any more. Called once, and no probe follows. */
    void onFenceLost(String observed);
}
