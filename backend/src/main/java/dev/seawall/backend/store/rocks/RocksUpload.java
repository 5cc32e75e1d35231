package dev.seawall.backend.store.rocks;

import dev.seawall.backend.store.ObjectKey;
import dev.seawall.backend.store.ObjectMeta;
import dev.seawall.backend.store.Precondition;
import dev.seawall.backend.store.PutOutcome;
import dev.seawall.backend.store.StoreListener;
import dev.seawall.backend.store.Upload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the bytes in memory while they fit inline, moves them to a temporary file when they don't. Thread rule: one
 * thread at a time.
 */
final class RocksUpload implements Upload {
    /** Free room is asked for anew each time this much was written. */
    private static final long CHECK_EVERY_BYTES = 1 << 20;

    private final ObjectKey key;
    private final ContentFiles files;
    private final UploadSpace space;
    private final Executor fileThreads;
    private final Committer committer;
    private final StoreListener listener;

    private final MessageDigest digest = newSha256();
    private final ByteArrayOutputStream inline = new ByteArrayOutputStream();
    private long size;
    private long checkedAt;
    private byte @Nullable [] sha256;
    private @Nullable Path file;
    private @Nullable FileChannel channel;

    RocksUpload(
            ObjectKey key,
            ContentFiles files,
            UploadSpace space,
            Executor fileThreads,
            Committer committer,
            StoreListener listener)
            throws IOException {
        this.key = key;
        this.files = files;
        this.space = space;
        this.fileThreads = fileThreads;
        this.committer = committer;
        this.listener = listener;
        space.check();
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        digest.update(from, offset, length);
        size += length;
        if (size <= space.inlineBytes()) {
            inline.write(from, offset, length);
            return;
        }
        if (size - checkedAt > CHECK_EVERY_BYTES) {
            checkedAt = size;
            space.check();
        }
        try {
            FileChannel out = channel();
            writeFully(out, ByteBuffer.wrap(from, offset, length));
        } catch (IOException e) {
            throw space.named(e);
        }
    }

    private FileChannel channel() throws IOException {
        if (channel == null) {
            file = files.newTemporary();
            channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
            writeFully(channel, ByteBuffer.wrap(inline.toByteArray()));
            inline.reset();
        }
        return channel;
    }

    private static void writeFully(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    @Override
    public byte[] sha256() {
        if (sha256 == null) {
            sha256 = digest.digest();
        }
        return sha256.clone();
    }

    @Override
    public PutOutcome commit(String contentType, Precondition precondition) {
        String hex = HexFormat.of().formatHex(sha256());
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var meta = new ObjectMeta(key, size, hex, contentType, now);
        var outcome = new CompletableFuture<PutOutcome>();
        FileChannel whole = channel;
        Path wholeFile = file;
        if (whole == null || wholeFile == null) {
            committer.submit(new Write.Put(meta, inline.toByteArray(), null, precondition, outcome));
        } else {
            fileThreads.execute(() -> {
                if (synced(whole, wholeFile, outcome)) {
                    committer.submit(new Write.Put(meta, null, wholeFile, precondition, outcome));
                }
            });
        }
        return outcome.join();
    }

    private boolean synced(FileChannel whole, Path wholeFile, CompletableFuture<PutOutcome> outcome) {
        String earlier = committer.failure();
        if (earlier != null) {
            outcome.complete(new PutOutcome.Failed(earlier));
            return false;
        }
        long startedAtNanos = System.nanoTime();
        try {
            files.sync(whole, wholeFile);
            listener.onFileSynced(Duration.ofNanos(System.nanoTime() - startedAtNanos));
            return true;
        } catch (IOException | RuntimeException | Error e) {
            String observed = "failed to fsync " + wholeFile + ", " + size + " bytes: " + e.getMessage();
            committer.fail(observed, e);
            outcome.complete(new PutOutcome.Failed(observed));
            return false;
        }
    }

    /** A file that was published has another name by now, so only what nobody needs is removed. */
    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
        if (file != null) {
            files.delete(file);
        }
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
