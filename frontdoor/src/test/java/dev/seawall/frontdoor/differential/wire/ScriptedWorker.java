package dev.seawall.frontdoor.differential.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.seawall.frontdoor.differential.exchange.Answer;
import dev.seawall.frontdoor.differential.exchange.Exchange;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A worker on a raw socket: finds in each request the token of an exchange, answers as that says, byte for byte, and
 * notes what it was sent.
 *
 * <p>Thread rule: thread-safe; one thread a connection.
 */
public final class ScriptedWorker implements AutoCloseable {
    private static final Pattern TOKEN = Pattern.compile("e([0-9]+)r[0-9]+");
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    private static final String BAD = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final Map<String, Course> courses = new ConcurrentHashMap<>();
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private volatile Course current = new Course();
    private volatile @Nullable Boundary boundary;

    public ScriptedWorker() throws IOException {
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Crosses {@code between} any two fragments of an answer. */
    public void pauseBy(Boundary between) {
        boundary = between;
    }

    /** From now on an exchange's requests may come. */
    public void expect(Exchange exchange, Course course) {
        exchange.allAnswers().forEach(answer -> answers.put(answer.token(), answer));
        courses.put(Integer.toString(exchange.number()), course);
        current = course;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                sockets.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            MessageReader reader = new MessageReader(new BufferedInputStream(socket.getInputStream()));
            boolean goesOn = true;
            while (goesOn) {
                goesOn = serveNext(socket, reader);
            }
        } catch (IOException e) {
            // The proxy closed the connection, as it may; what that leaves unfinished has been noted.
        } finally {
            sockets.remove(socket);
        }
    }

    private boolean serveNext(Socket socket, MessageReader reader) throws IOException {
        Head head;
        try {
            head = reader.request();
        } catch (Malformed e) {
            String finding = String.valueOf(e.getMessage());
            String token = tokenIn(reader.text());
            courseOf(token).onArrival(Arrival.malformed(token, finding));
            write(socket, BAD);
            return false;
        }
        if (head == null) {
            return false;
        }
        if (head.target().startsWith("/-/")) {
            write(socket, OK);
            return true;
        }
        String token = tokenIn(head.target() + ' ' + head.values("x-exchange"));
        Course course = courseOf(token);
        course.onReached(token);
        try {
            Answer answer = answers.get(token);
            if (answer != null) {
                return answer(head, answer, socket, reader, course);
            }
            course.onArrival(Arrival.read(token, head, reader.requestContent(head)));
            write(socket, BAD);
            return false;
        } finally {
            course.onLeft();
        }
    }

    private boolean answer(Head head, Answer answer, Socket socket, MessageReader reader, Course course)
            throws IOException {
        if (answer.early()) {
            try {
                play(answer, socket);
            } finally {
                course.onArrival(Arrival.read(answer.token(), head, reader.requestContent(head)));
            }
            return end(answer, socket);
        }
        if (answer.continues() && !head.values("expect").isEmpty()) {
            write(socket, "HTTP/1.1 100 Continue\r\n\r\n");
        }
        Content content = reader.requestContent(head);
        course.onArrival(Arrival.read(answer.token(), head, content));
        if (!content.isWhole()) {
            return false;
        }
        play(answer, socket);
        if (answer.echoes() > 0) {
            write(socket, reader.bytes(answer.echoes()));
        }
        return end(answer, socket);
    }

    private void play(Answer answer, Socket socket) throws IOException {
        boolean first = true;
        for (String fragment : answer.fragments()) {
            if (!first) {
                pause();
            }
            first = false;
            write(socket, fragment);
        }
    }

    private boolean end(Answer answer, Socket socket) throws IOException {
        switch (answer.ending()) {
            case KEPT -> {
                return true;
            }
            case CLOSED -> socket.shutdownOutput();
            case RESET -> {
                pause();
                socket.setSoLinger(true, 0);
            }
        }
        return false;
    }

    private void pause() throws IOException {
        Boundary between = boundary;
        if (between != null) {
            between.cross();
        }
    }

    private static void write(Socket socket, String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
    }

    /** Empty when there is none. */
    private static String tokenIn(String text) {
        Matcher matcher = TOKEN.matcher(text);
        return matcher.find() ? matcher.group() : "";
    }

    /** What nobody can tell whose it is counts against the exchange under way. */
    private Course courseOf(String token) {
        Matcher matcher = TOKEN.matcher(token);
        Course course = matcher.matches() ? courses.get(matcher.group(1)) : null;
        return course == null ? current : course;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
