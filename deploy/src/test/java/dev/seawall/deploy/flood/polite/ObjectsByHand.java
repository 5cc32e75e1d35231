package dev.seawall.deploy.flood.polite;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** Objects by PUT and GET, as a worker has them, over raw sockets. Thread-safe. */
final class ObjectsByHand implements Closeable {
    private static final Pattern LENGTH = Pattern.compile("Content-Length: ([0-9]+)");

    private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    private final AtomicInteger gets = new AtomicInteger();
    private final AtomicInteger puts = new AtomicInteger();
    private final SocketServer server;

    ObjectsByHand() throws IOException {
        server = new SocketServer(this::serve);
    }

    private void serve(InputStream in, OutputStream out) throws IOException {
        for (String head = head(in); !head.isEmpty(); head = head(in)) {
            String key = head.split(" ", 3)[1];
            if (head.startsWith("PUT ")) {
                var length = LENGTH.matcher(head);
                byte[] content = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
                puts.incrementAndGet();
                boolean created = objects.put(key, content) == null;
                SocketServer.send(
                        out, created ? "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n" : "HTTP/1.1 204 \r\n\r\n");
            } else {
                gets.incrementAndGet();
                byte[] content = objects.getOrDefault(key, new byte[0]);
                var answer = new ByteArrayOutputStream();
                answer.writeBytes(("HTTP/1.1 200 OK\r\nContent-Length: " + content.length + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                answer.writeBytes(content);
                out.write(answer.toByteArray());
            }
        }
    }

    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        return head.toString();
    }

    String url(String path) {
        return server.url(path);
    }

    int gets() {
        return gets.get();
    }

    int puts() {
        return puts.get();
    }

    Set<String> keys() {
        return objects.keySet();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
