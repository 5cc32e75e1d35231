package dev.seawall.deploy.lab.process;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Carries TCP from one address to another, byte for byte, each direction's end by itself. The machine sees the client's
 * own address when that is a loopback one too. Thread-safe; two virtual threads for each connection.
 */
final class Forwarder implements AutoCloseable {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int BACKLOG = 1024;
    private static final long RETRY_NANOS = 10_000_000;

    private final ServerSocket listener;
    private final InetSocketAddress to;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    private Forwarder(ServerSocket listener, InetSocketAddress to) {
        this.listener = listener;
        this.to = to;
    }

    /** Listens when this returns. */
    static Forwarder open(InetSocketAddress from, InetSocketAddress to) throws IOException {
        var listener = new ServerSocket();
        try {
            listener.bind(from, BACKLOG);
        } catch (IOException e) {
            listener.close();
            throw e;
        }
        var forwarder = new Forwarder(listener, to);
        Thread.ofVirtual().name("forward " + from).start(forwarder::accept);
        return forwarder;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> carry(client));
            } catch (IOException e) {
                // Closed; or this process has no descriptor left, which passes.
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
    }

    private void carry(Socket client) {
        var machine = new Socket();
        sockets.add(client);
        sockets.add(machine);
        try (client;
                machine) {
            if (cut) {
                return;
            }
            client.setTcpNoDelay(true);
            machine.setTcpNoDelay(true);
            if (client.getInetAddress().isLoopbackAddress()) {
                machine.bind(new InetSocketAddress(client.getInetAddress(), 0));
            }
            machine.connect(to, CONNECT_MILLIS);
            Thread back = Thread.ofVirtual().start(() -> pour(machine, client));
            pour(client, machine);
            back.join();
        } catch (IOException e) {
            reset(client);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            sockets.remove(client);
            sockets.remove(machine);
        }
    }

    /** To the end of what comes in, then says so to the other side; what broke on one side breaks on the other. */
    private static void pour(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            in.transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            reset(from);
            reset(to);
        }
    }

    /** Closes so that the peer sees a broken connection, not an orderly end. */
    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // It is closed already.
        }
    }

    /** Takes no more connections; those that are open go on. */
    void stopListening() {
        try {
            listener.close();
        } catch (IOException e) {
            // It no longer listens, which is all that is wanted.
        }
    }

    @Override
    public void close() {
        cut = true;
        stopListening();
        sockets.forEach(Forwarder::reset);
    }
}
