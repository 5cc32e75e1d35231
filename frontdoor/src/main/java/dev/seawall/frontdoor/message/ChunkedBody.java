package dev.seawall.frontdoor.message;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/**
 * The chunked coding (RFC 9112 §7.1). Extensions are skipped, and how many bytes of them one body may have is limited:
 * they cost the reader and carry nothing.
 *
 * <p>Thread rule: one reader at a time.
 */
final class ChunkedBody extends BodyReader {
    private static final int MOST_SIZE_DIGITS = 15;
    private static final int MOST_EXTENSION_BYTES = 4096;

    private enum State {
        SIZE,
        BLANKS,
        EXTENSION,
        SIZE_LF,
        DATA,
        DATA_CR,
        DATA_LF,
        TRAILERS,
        COMPLETE
    }

    private final int mostTrailerBytes;
    private State state = State.SIZE;
    private long size;
    private int digits;
    private int extensionBytes;
    private @Nullable HeadReader trailerReader;
    private HttpFields.@Nullable Mutable trailers;

    ChunkedBody(int mostTrailerBytes) {
        this.mostTrailerBytes = mostTrailerBytes;
    }

    @Override
    public @Nullable ByteBuffer next(ByteBuffer in) throws MalformedException {
        while (in.hasRemaining()) {
            if (state == State.DATA) {
                int length = (int) Math.min(size, in.remaining());
                size -= length;
                state = size == 0 ? State.DATA_CR : State.DATA;
                return slice(in, length);
            }
            if (state == State.TRAILERS) {
                readTrailers(in);
                return null;
            }
            if (state == State.COMPLETE) {
                return null;
            }
            take(in.get());
        }
        return null;
    }

    private void take(byte b) throws MalformedException {
        switch (state) {
            case SIZE -> takeOfSize(b);
            case BLANKS -> {
                countExtension();
                if (b == ';') {
                    state = State.EXTENSION;
                } else if (!Bytes.isBlank(b)) {
                    throw malformed(b);
                }
            }
            case EXTENSION -> {
                countExtension();
                if (b == Bytes.CR) {
                    state = State.SIZE_LF;
                } else if (!Bytes.isText(b)) {
                    throw malformed(b);
                }
            }
            case SIZE_LF -> {
                expect(Bytes.LF, b);
                beginChunk();
            }
            case DATA_CR -> {
                expect(Bytes.CR, b);
                state = State.DATA_LF;
            }
            case DATA_LF -> {
                expect(Bytes.LF, b);
                digits = 0;
                state = State.SIZE;
            }
            case DATA, TRAILERS, COMPLETE -> throw new IllegalStateException(state.toString());
        }
    }

    private void takeOfSize(byte b) throws MalformedException {
        int digit = Bytes.hexDigit(b);
        if (digit >= 0) {
            if (++digits > MOST_SIZE_DIGITS) {
                throw new MalformedException("a chunk's size of more than " + MOST_SIZE_DIGITS + " digits");
            }
            size = 16 * size + digit;
            return;
        }
        if (digits == 0) {
            throw new MalformedException("a chunk without a size");
        }
        state = switch (b) {
            case Bytes.CR -> State.SIZE_LF;
            case ';' -> State.EXTENSION;
            case ' ', '\t' -> State.BLANKS;
            default -> throw malformed(b);
        };
    }

    private void beginChunk() {
        if (size > 0) {
            state = State.DATA;
        } else {
            trailerReader = new HeadReader(mostTrailerBytes);
            trailerReader.expectTrailers();
            state = State.TRAILERS;
        }
    }

    private void readTrailers(ByteBuffer in) throws MalformedException {
        HeadReader reader = trailerReader;
        if (reader == null || !reader.read(in)) {
            return;
        }
        HttpFields.Mutable read = HttpFields.build();
        FieldReader.read(reader.bytes(), 2, reader.end(), field -> read.add(field));
        trailers = read.size() == 0 ? null : read;
        trailerReader = null;
        state = State.COMPLETE;
    }

    private void countExtension() throws MalformedException {
        if (++extensionBytes > MOST_EXTENSION_BYTES) {
            throw new MalformedException("more than " + MOST_EXTENSION_BYTES + " bytes of chunk extensions");
        }
    }

    private static void expect(byte expected, byte found) throws MalformedException {
        if (found != expected) {
            throw malformed(found);
        }
    }

    private static MalformedException malformed(byte b) {
        return new MalformedException("the character " + (b & 0xff) + " in a chunk's framing");
    }

    @Override
    public boolean isComplete() {
        return state == State.COMPLETE;
    }

    @Override
    public @Nullable HttpFields trailers() {
        return trailers;
    }
}
