package dev.seawall.deploy.flood.attack;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A server on loopback that does with a connection what the test says, byte by byte, and an attack that runs against it
 * until the test is over. It stands below {@link LabOnly}: only the program's main begins attacks elsewhere.
 */
final class Victim implements AutoCloseable {
    private static final int LIMIT_MILLIS = 30_000;

    private final ServerSocket listening;
    private final BlockingQueue<Socket> connections = new LinkedBlockingQueue<>();
    private Thread attack = Thread.ofPlatform().unstarted(() -> {});
    final Tally tally = new Tally();

    Victim() throws IOException {
        this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    }

    Victim(ServerSocket listening) {
        this.listening = listening;
        Thread.ofPlatform().daemon().start(this::accept);
    }

    private void accept() {
        try {
            while (true) {
                connections.add(listening.accept());
            }
        } catch (IOException e) {
            // Closed: the test is over.
        }
    }

    InetSocketAddress address() {
        return new InetSocketAddress(listening.getInetAddress(), listening.getLocalPort());
    }

    Dialer dialer() {
        return Dialer.plain(address());
    }

    static Pacer pacer(long perSecond) {
        return new Pacer(perSecond, System::nanoTime);
    }

    Victim under(Assault assault) {
        attack = Thread.ofPlatform().daemon().start(() -> {
            try {
                assault.run();
            } catch (IOException e) {
                tally.count(e.toString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return this;
    }

    /** Listens no more, and refuses. */
    Victim deaf() throws IOException {
        listening.close();
        return this;
    }

    Socket next() throws IOException, InterruptedException {
        Socket connection = connections.poll(LIMIT_MILLIS, TimeUnit.MILLISECONDS);
        if (connection == null) {
            throw new IOException("no connection came");
        }
        connection.setSoTimeout(LIMIT_MILLIS);
        return connection;
    }

    int waiting() {
        return connections.size();
    }

    static String text(InputStream in, int bytes) throws IOException {
        return new String(in.readNBytes(bytes), StandardCharsets.ISO_8859_1);
    }

    static void say(Socket connection, String text) throws IOException {
        connection.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        connection.getOutputStream().flush();
    }

    /** Whether the other end has given a connection up, after whatever it still sends. */
    static boolean isGivenUp(Socket connection) throws IOException {
        try {
            connection.getInputStream().skipNBytes(Long.MAX_VALUE);
            return false;
        } catch (EOFException | SocketException e) {
            return true;
        }
    }

    /** The outcomes so far, once what is wanted is among them. */
    Outcome outcomes() {
        return new Outcome(tally);
    }

    /** Ends the attack; returns when it has ended. */
    void stop() {
        attack.interrupt();
        try {
            attack.join(LIMIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        stop();
        listening.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }
}
