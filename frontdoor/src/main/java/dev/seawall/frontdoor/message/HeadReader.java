package dev.seawall.frontdoor.message;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds the end of a head in a stream, however the stream is cut. Most heads come whole and are looked at in the
 * thread's own memory; only one that doesn't is kept, and what was searched of it is not searched again.
 *
 * <p>Thread rule: one reader at a time. {@link #bytes} is the reading thread's, until that reads another.
 */
public final class HeadReader {
    private static final int STEP = 2048;
    private static final byte[] LINE_END = {Bytes.CR, Bytes.LF};
    private static final int URI_TOO_LONG = 414;
    private static final int FIELDS_TOO_LARGE = 431;

    private final int mostBytes;
    private byte @Nullable [] kept;
    private byte[] bytes = LINE_END;
    private int length;
    private int start;
    private int searched;
    private boolean behindLine;

    /** @param mostBytes of a head, empty lines before it included */
    public HeadReader(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** Whether nothing of a head has been read, but for empty lines or the beginning of one. */
    public boolean isEmpty() {
        byte[] read = kept;
        return read == null || (!behindLine && (start == length || read[start] == Bytes.CR));
    }

    /** What comes is a trailer section (RFC 9112 §7.1.2), which may be an empty line alone. */
    void expectTrailers() {
        kept = Arrays.copyOf(LINE_END, STEP / 8);
        length = LINE_END.length;
        start = 0;
        searched = 0;
        behindLine = true;
    }

    /**
     * Reads on, and no further than to the head's end.
     *
     * @return whether it is there
     * @throws MalformedException also as soon as something can't become a head
     */
    public boolean read(ByteBuffer in) throws MalformedException {
        bytes = kept == null ? Scratch.ofThread().head(STEP) : kept;
        while (in.hasRemaining()) {
            int before = length;
            take(in);
            int end = findEnd();
            if (end >= 0) {
                in.position(in.position() - (length - end));
                length = end;
                return true;
            }
            checkRest(before);
            if (length >= mostBytes) {
                throw tooLarge();
            }
        }
        if (kept == null) {
            kept = Arrays.copyOf(bytes, length);
        }
        return false;
    }

    private void take(ByteBuffer in) {
        int count = Math.min(Math.min(in.remaining(), STEP), mostBytes - length);
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + count, 2 * bytes.length));
            if (kept == null) {
                Scratch.ofThread().head(bytes);
            } else {
                kept = bytes;
            }
        }
        in.get(bytes, length, count);
        length += count;
    }

    /** Behind the empty line, -1 when that isn't there yet. */
    private int findEnd() throws MalformedException {
        if (!behindLine && !skipEmptyLines()) {
            return -1;
        }
        while (true) {
            int cr = Bytes.findCr(bytes, searched, length);
            searched = cr;
            if (cr + 1 >= length) {
                return -1;
            }
            if (bytes[cr + 1] != Bytes.LF) {
                throw new MalformedException("a CR without LF");
            }
            behindLine = true;
            if (cr + 2 >= length) {
                return -1;
            }
            if (bytes[cr + 2] == Bytes.CR) {
                if (cr + 3 >= length) {
                    return -1;
                }
                if (bytes[cr + 3] == Bytes.LF) {
                    return cr + 4;
                }
                throw new MalformedException("a CR without LF");
            }
            searched = cr + 2;
        }
    }

    /** RFC 9112 §2.2: empty lines before a request are no part of it. False when it takes more to know. */
    private boolean skipEmptyLines() throws MalformedException {
        while (start < length && bytes[start] == Bytes.CR) {
            if (start + 1 == length) {
                return false;
            }
            if (bytes[start + 1] != Bytes.LF) {
                throw new MalformedException("a CR without LF");
            }
            start += 2;
        }
        searched = Math.max(searched, start);
        return start < length;
    }

    /** What can't be in any head is refused now, not when its sender tires of waiting. */
    private void checkRest(int from) throws MalformedException {
        for (int i = from; i < length; i++) {
            byte b = bytes[i];
            boolean lineFeed = b == Bytes.LF && i > 0 && bytes[i - 1] == Bytes.CR;
            if (!Bytes.isText(b) && b != Bytes.CR && !lineFeed) {
                throw new MalformedException(b == Bytes.LF ? "an LF without CR" : "the character " + (b & 0xff));
            }
        }
    }

    private MalformedException tooLarge() {
        return behindLine
                ? new MalformedException(FIELDS_TOO_LARGE, "the head is longer than " + mostBytes + " bytes")
                : new MalformedException(URI_TOO_LONG, "the first line is longer than " + mostBytes + " bytes");
    }

    /** Whether no empty line came in front of it. */
    public boolean beganAtOnce() {
        return start == 0;
    }

    /** Holds the head that was read. */
    byte[] bytes() {
        return bytes;
    }

    int start() {
        return start;
    }

    /** Behind its empty line. */
    int end() {
        return length;
    }

    /** On to another; {@link #bytes} is no longer this one's. */
    public void reset() {
        kept = null;
        bytes = LINE_END;
        length = 0;
        start = 0;
        searched = 0;
        behindLine = false;
    }
}
