package dev.seawall.frontdoor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A worker on a raw socket that answers what its script says, byte for byte, and keeps what it was sent. Probes
 * ({@code GET /-/observations}) are answered by {@link #probed} and not kept.
 *
 * <p>Thread rule: thread-safe; scripts run on one thread a connection.
 */
public final class RawWorker implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 10;

    /** What to do with one request; its body has not been read. */
    @FunctionalInterface
    public interface Script {
        void serve(String head, Peer peer) throws IOException;
    }

    private final ServerSocket server;
    private volatile Script script;
    private volatile String probed = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    private final BlockingQueue<RawMessage> received = new LinkedBlockingQueue<>();
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final Semaphore signals = new Semaphore(0);
    private final ConcurrentLinkedQueue<Socket> sockets = new ConcurrentLinkedQueue<>();

    private final @Nullable SSLContext tls;

    public RawWorker(Script script) throws IOException {
        this(
                script,
                SecuredWorkers.inUse() == null ? null : SecuredWorkers.inUse().workers());
    }

    /** @param identity to prove itself with, asking for as much; null: in the clear */
    public RawWorker(Script script, TestAuthority.@Nullable Identity identity) throws IOException {
        this.script = script;
        try {
            this.tls = identity == null ? null : identity.context();
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /** Reads every request whole and gives the same answer to each. */
    public static RawWorker answering(String answer) throws IOException {
        return new RawWorker(answer(answer));
    }

    /** As {@link #answering} with 200 and {@code ok}. */
    public static RawWorker answeringOk() throws IOException {
        return answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    }

    /** Reads the request whole, then answers. */
    public static Script answer(String answer) {
        return (head, peer) -> {
            peer.readBody();
            peer.write(answer);
        };
    }

    /** What to do from the next request on. */
    public void script(Script next) {
        script = next;
    }

    /** What to answer to probes from the next one on, byte for byte. */
    public void probed(String answer) {
        probed = answer;
    }

    public int port() {
        return server.getLocalPort();
    }

    /** The next request that was read to its end, or to where it broke off. */
    public RawMessage next() throws InterruptedException {
        RawMessage message = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("no request within " + PATIENCE_SECONDS + " s; heads: " + heads + failures);
        }
        return message;
    }

    /** Waits until a head has arrived, whatever becomes of its body. */
    public void awaitHead() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        synchronized (heads) {
            while (heads.isEmpty()) {
                long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (millis <= 0) {
                    throw new AssertionError("no head within " + PATIENCE_SECONDS + " s");
                }
                heads.wait(millis);
            }
        }
    }

    /** Lets a script go on that waits in {@link Peer#awaitSignal}. */
    public void signal() {
        signals.release();
    }

    /** The heads of all requests so far, also of those not read to their end. */
    public List<String> heads() {
        return List.copyOf(heads);
    }

    /** What went wrong while reading: ambiguous framing, bare line ends and the like. */
    public List<Throwable> failures() {
        return List.copyOf(failures);
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                if (server.isClosed()) {
                    // What was on its way when it was closed may come through yet.
                    socket.close();
                    return;
                }
                sockets.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    /** The plain socket stays at hand: what is done to it cuts TLS off. */
    private Socket secured(Socket plain) throws IOException {
        if (tls == null) {
            return plain;
        }
        var secured = (SSLSocket) tls.getSocketFactory().createSocket(plain, null, plain.getPort(), true);
        secured.setUseClientMode(false);
        secured.setNeedClientAuth(true);
        return secured;
    }

    private void serve(Socket plain) {
        try (Socket socket = secured(plain)) {
            RawReader reader = new RawReader(new BufferedInputStream(socket.getInputStream()));
            for (String head = reader.head(); head != null; head = reader.head()) {
                if (head.startsWith("GET /-/observations ")) {
                    new Peer(plain, socket, reader, head).write(probed);
                    continue;
                }
                synchronized (heads) {
                    heads.add(head);
                    heads.notifyAll();
                }
                script.serve(head, new Peer(plain, socket, reader, head));
            }
        } catch (IOException e) {
            // The front door closed the connection, as it may.
        } catch (RuntimeException | Error e) {
            failures.add(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    /** The other end of one request, in the script's hands. */
    public final class Peer {
        private final Socket plain;
        private final Socket socket;
        private final RawReader reader;
        private final String head;

        private Peer(Socket plain, Socket socket, RawReader reader, String head) {
            this.plain = plain;
            this.socket = socket;
            this.reader = reader;
            this.head = head;
        }

        /** Reads the body to its end, or to where it breaks off, and hands the request to {@link #next}. */
        public void readBody() throws IOException {
            received.add(reader.message(head, false));
        }

        public void write(String bytes) throws IOException {
            socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
        }

        /** Waits for {@link #signal}. */
        public void awaitSignal() throws IOException {
            try {
                if (!signals.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    throw new AssertionError("no signal within " + PATIENCE_SECONDS + " s");
                }
            } catch (InterruptedException e) {
                throw new InterruptedIOException();
            }
        }

        /** Waits until the front door has closed its side. */
        public void awaitEnd() throws IOException {
            reader.awaitEnd();
        }

        public void close() throws IOException {
            socket.close();
        }

        /** Closes with a reset instead of an orderly end. */
        public void reset() throws IOException {
            plain.setSoLinger(true, 0);
            plain.close();
        }

        /** Closes the connection beneath TLS, which has then not been ended. */
        public void cut() throws IOException {
            plain.close();
        }
    }
}
