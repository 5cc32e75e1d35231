package dev.seawall.frontdoor.fuzz;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The front door's worker: takes plain requests only, and keeps what was wrong with any other. Its {@link Service} says
 * what they are answered.
 *
 * <p>Thread rule: thread-safe; the service is called on one thread a connection.
 */
final class FuzzWorker implements AutoCloseable {
    static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: ";

    /** Answers requests. */
    @FunctionalInterface
    interface Service {

        /** Answers one whose body has not been read; false when the connection is over. */
        boolean serve(Head request, Connection from) throws IOException;
    }

    private final ServerSocket server;
    private final Service service;
    private final Queue<String> findings = new ConcurrentLinkedQueue<>();
    private final Queue<Connection> connections = new ConcurrentLinkedQueue<>();

    FuzzWorker(Service service) throws IOException {
        this.service = service;
        this.server = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** What a careful worker could not have read plainly, or should not have been sent, since the last call. */
    List<String> takeFindings() {
        List<String> taken = new ArrayList<>();
        for (String finding = findings.poll(); finding != null; finding = findings.poll()) {
            taken.add(finding);
        }
        return taken;
    }

    void report(String finding) {
        findings.add(finding);
    }

    /** Connections not yet over, seen from here. */
    List<Connection> connections() {
        return List.copyOf(connections);
    }

    private void accept() {
        try {
            while (true) {
                Connection connection = new Connection(server.accept());
                connections.add(connection);
                Thread.ofVirtual().start(connection::serve);
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Connection connection : connections) {
            connection.socket.close();
        }
    }

    /** One connection from the front door. */
    final class Connection {
        private final Socket socket;
        private final Http1 reader;
        private volatile String spoiledBy = "";

        private Connection(Socket socket) throws IOException {
            this.socket = socket;
            this.reader = new Http1(new BufferedInputStream(socket.getInputStream()), true);
        }

        private void serve() {
            try (socket) {
                socket.setTcpNoDelay(true);
                for (Head head = reader.requestHead(); head != null; head = reader.requestHead()) {
                    if (!spoiledBy.isEmpty()) {
                        report("a request on a connection on which no other can be answered, behind " + spoiledBy + ": "
                                + head);
                    }
                    if (!answer(head)) {
                        return;
                    }
                }
            } catch (Http1.Malformed | EOFException e) {
                report("not a plain request: " + e.getMessage());
            } catch (IOException e) {
                // The front door gave the connection up, as it may.
            } catch (RuntimeException | AssertionError e) {
                report("the worker failed: " + e);
            } finally {
                connections.remove(this);
            }
        }

        private boolean answer(Head head) throws IOException {
            if (head.target().startsWith("/-/")) {
                write("HTTP/1.1 204 No Content\r\n\r\n");
                return true;
            }
            if (head.target().startsWith(DoorUnderFuzz.CHECK)) {
                String body = head.target();
                write(OK + body.length() + "\r\n\r\n" + body);
                return true;
            }
            return service.serve(head, this);
        }

        /** The rest of a request. */
        Message body(Head head) {
            Message request = reader.requestBody(head);
            if (request.ending() == Message.Ending.MALFORMED) {
                report("a body that is not plainly framed: " + request);
            }
            return request;
        }

        void write(String bytes) throws IOException {
            socket.getOutputStream().write(Http1.bytes(bytes));
            socket.getOutputStream().flush();
        }

        void write(Part part) throws IOException {
            part.writeTo(socket.getOutputStream());
        }

        void reset() throws IOException {
            socket.setSoLinger(true, 0);
        }

        /** From now on no request may come: what was sent last leaves the two sides at odds, or should. */
        void spoil(String by) {
            spoiledBy = by;
        }

        boolean isSpoiled() {
            return !spoiledBy.isEmpty();
        }
    }
}
