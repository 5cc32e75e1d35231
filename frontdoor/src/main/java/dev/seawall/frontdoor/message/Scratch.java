package dev.seawall.frontdoor.message;

/** Memory that a thread uses for one head after the other. Belongs to its thread. */
final class Scratch {
    private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

    private final FieldMemo memo = new FieldMemo();
    private final HeadBytes written = new HeadBytes();
    private byte[] head = new byte[0];

    private Scratch() {}

    static Scratch ofThread() {
        return OF_THREAD.get();
    }

    /** For a head that is read. */
    byte[] head(int atLeast) {
        if (head.length < atLeast) {
            head = new byte[atLeast];
        }
        return head;
    }

    /** A larger one, from now on. */
    void head(byte[] larger) {
        head = larger;
    }

    FieldMemo memo() {
        return memo;
    }

    /** For a head that is written. */
    HeadBytes written() {
        return written;
    }
}
