package dev.seawall.deploy.system;

import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SplittableRandom;

/** Bytes that follow from a seed, so that what comes back can be checked without keeping what was sent. */
final class Content {
    private Content() {}

    static byte[] bytes(long seed, int size) {
        byte[] bytes = new byte[size];
        new SplittableRandom(seed).nextBytes(bytes);
        return bytes;
    }

    /** The same on every call with the same seed and size; holds one block in memory. Not thread-safe. */
    static InputStream stream(long seed, long size) {
        byte[] block = bytes(seed, (int) Math.min(size, 1 << 20));
        return new InputStream() {
            private long position;

            @Override
            public int read() {
                return position == size ? -1 : block[(int) (position++ % block.length)] & 0xff;
            }

            @Override
            public int read(byte[] to, int offset, int length) {
                if (position == size) {
                    return -1;
                }
                int from = (int) (position % block.length);
                int count = (int) Math.min(Math.min(length, block.length - from), size - position);
                System.arraycopy(block, from, to, offset, count);
                position += count;
                return count;
            }
        };
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The entity tag the protocol promises for {@code bytes} (docs/protocol.md section 4). */
    static String etag(byte[] bytes) {
        return etagOfDigest(sha256().digest(bytes));
    }

    static String etagOfDigest(byte[] digest) {
        return '"' + HexFormat.of().formatHex(digest) + '"';
    }
}
