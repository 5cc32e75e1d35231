package dev.seawall.deploy.bootstrap;

import dev.seawall.deploy.ec2.Bucket.Source;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

/**
 * A tar archive (ustar: POSIX.1-2017, pax) of plain files, owned by root and dated 1970: the same files make the same
 * bytes, on any machine. Nothing is copied: files are read when the archive is. Immutable.
 */
record Tar(List<Entry> entries) {
    private static final int BLOCK = 512;
    private static final int CHECKSUM = 148;

    /** One file. {@code mode}: its permissions, such as 0644. */
    record Entry(String name, int mode, long size, Source source) {
        static Entry of(String name, int mode, String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return new Entry(name, mode, bytes.length, () -> new ByteArrayInputStream(bytes));
        }

        byte[] header() {
            byte[] header = new byte[BLOCK];
            put(header, 0, 100, name);
            put(header, 100, 8, "%07o".formatted(mode));
            put(header, 108, 8, "0000000");
            put(header, 116, 8, "0000000");
            put(header, 124, 12, "%011o".formatted(size));
            put(header, 136, 12, "00000000000");
            put(header, CHECKSUM, 8, "        ");
            put(header, 156, 1, "0");
            put(header, 257, 8, "ustar\u000000");
            put(header, 265, 32, "root");
            put(header, 297, 32, "root");
            int sum = 0;
            for (byte one : header) {
                sum += one & 255;
            }
            put(header, CHECKSUM, 8, "%06o\u0000 ".formatted(sum));
            return header;
        }

        private void put(byte[] header, int at, int length, String value) {
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            if (bytes.length > length) {
                throw new IllegalArgumentException(
                        "a tar archive can't hold " + name + ": '" + value + "' is longer than " + length + " bytes");
            }
            System.arraycopy(bytes, 0, header, at, bytes.length);
        }

        private int padding() {
            return (int) (-size & (BLOCK - 1));
        }
    }

    Tar {
        entries = entries.stream().sorted(Comparator.comparing(Entry::name)).toList();
    }

    long length() {
        return entries.stream().mapToLong(e -> BLOCK + e.size() + e.padding()).sum() + 2 * BLOCK;
    }

    @SuppressWarnings("JdkObsolete") // SequenceInputStream takes nothing but an Enumeration
    InputStream open() {
        List<Supplier<InputStream>> parts = new ArrayList<>();
        for (var entry : entries) {
            parts.add(() -> new ByteArrayInputStream(entry.header()));
            parts.add(() -> opened(entry));
            parts.add(() -> new ByteArrayInputStream(new byte[entry.padding()]));
        }
        parts.add(() -> new ByteArrayInputStream(new byte[2 * BLOCK]));
        Iterator<InputStream> streams = parts.stream().map(Supplier::get).iterator();
        return new SequenceInputStream(new Enumeration<>() {
            @Override
            public boolean hasMoreElements() {
                return streams.hasNext();
            }

            @Override
            public InputStream nextElement() {
                return streams.next();
            }
        });
    }

    private static InputStream opened(Entry entry) {
        try {
            return entry.source().open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the whole archive, in hex. */
    String sha256() throws IOException {
        try (var in = open();
                var out =
                        new DigestOutputStream(OutputStream.nullOutputStream(), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(out);
            return HexFormat.of().formatHex(out.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
