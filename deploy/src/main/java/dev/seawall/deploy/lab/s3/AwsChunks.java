package dev.seawall.deploy.lab.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Reads an {@code aws-chunked} body: chunks of {@code SIZE-IN-HEX[;chunk-signature=…]\r\n BYTES \r\n}, an empty chunk,
 * then trailers, which hold checksums and are not kept. Not thread-safe.
 */
final class AwsChunks extends InputStream {
    private final InputStream in;
    private long left;
    private boolean began;
    private boolean ended;

    AwsChunks(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 255;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (left == 0 && !ended) {
            nextChunk();
        }
        if (ended) {
            return -1;
        }
        int n = in.read(buffer, offset, (int) Math.min(length, left));
        if (n < 0) {
            throw new IOException("the body ended within a chunk, " + left + " bytes short");
        }
        left -= n;
        return n;
    }

    private void nextChunk() throws IOException {
        if (began) {
            line();
        }
        began = true;
        String head = line();
        int semicolon = head.indexOf(';');
        try {
            left = Long.parseLong(semicolon < 0 ? head : head.substring(0, semicolon), 16);
        } catch (NumberFormatException e) {
            throw new IOException("not the size of a chunk: '" + head + "'", e);
        }
        if (left == 0) {
            ended = true;
            in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0 || line.length() > 1024) {
                throw new IOException("not an aws-chunked body, near '" + line + "'");
            }
            line.append((char) c);
        }
        return line.toString().strip();
    }
}
