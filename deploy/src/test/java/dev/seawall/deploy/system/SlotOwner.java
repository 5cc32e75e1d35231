package dev.seawall.deploy.system;

/** The owner of a key, computed from docs/protocol.md section 2 alone, as any other program may. */
final class SlotOwner {
    private SlotOwner() {}

    static String of(String key, int workers) {
        byte[] digest = Content.sha256().digest(key.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        long hash = java.nio.ByteBuffer.wrap(digest).getLong();
        long bucket = -1;
        long next = 0;
        while (next < workers) {
            bucket = next;
            hash = hash * 2862933555777941757L + 1;
            next = (long) ((bucket + 1) * ((double) (1L << 31) / ((hash >>> 33) + 1)));
        }
        return "worker-" + (bucket + 1);
    }
}
