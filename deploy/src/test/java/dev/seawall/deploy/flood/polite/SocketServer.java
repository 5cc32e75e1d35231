package dev.seawall.deploy.flood.polite;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A server on a free port of loopback, one thread a connection, that does with it what the test says. Thread-safe. */
final class SocketServer implements Closeable {
    /** What is done with a connection; it is closed afterwards. */
    interface Talk {
        void with(InputStream in, OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<Long> arrivals = new ConcurrentLinkedQueue<>();
    private final AtomicInteger accepted = new AtomicInteger();

    SocketServer(Talk talk) throws IOException {
        Thread.ofPlatform().daemon().start(() -> accept(talk));
    }

    private void accept(Talk talk) {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                sockets.add(socket);
                accepted.incrementAndGet();
                Thread.ofPlatform().daemon().start(() -> serve(socket, talk));
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void serve(Socket socket, Talk talk) {
        try (socket) {
            talk.with(socket.getInputStream(), socket.getOutputStream());
        } catch (IOException e) {
            // The client went away; what it saw is the test's business.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads a request's head and notes when it had come; empty when the client has closed. */
    String request(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        arrivals.add(System.nanoTime());
        return head.toString();
    }

    /** A server that takes its time. */
    static void holdUntil(long nanoTime) {
        while (nanoTime - System.nanoTime() > 0) {
            LockSupport.parkNanos(nanoTime - System.nanoTime());
        }
    }

    static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /** Answers every request at once with this. */
    static SocketServer answering(String answer) throws IOException {
        var self = new SocketServer[1];
        self[0] = new SocketServer((in, out) -> {
            while (!self[0].request(in).isEmpty()) {
                send(out, answer);
            }
        });
        return self[0];
    }

    List<Long> arrivals() {
        return List.copyOf(arrivals);
    }

    int accepted() {
        return accepted.get();
    }

    int port() {
        return listener.getLocalPort();
    }

    String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
