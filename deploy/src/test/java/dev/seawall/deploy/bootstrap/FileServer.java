package dev.seawall.deploy.bootstrap;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Files over HTTP with ranges, and the mishaps that a download can have. Thread-safe. */
final class FileServer implements AutoCloseable {
    /** What goes wrong with one answer. */
    enum Mishap {
        BREAKS_OFF,
        IS_UNAVAILABLE,
        HAS_OTHER_BYTES,
        IS_FORBIDDEN
    }

    private final HttpServer server;
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final Queue<Mishap> mishaps = new ArrayDeque<>();
    /** Path, and after a blank the range that was asked for. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    FileServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
    }

    String put(String path, byte[] bytes) {
        files.put(path, bytes);
        return url(path);
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path + "?X-Amz-Signature='&$(false)";
    }

    /** What is to go wrong with the next answers, one each. */
    synchronized void next(Mishap... these) {
        mishaps.addAll(Arrays.asList(these));
    }

    private synchronized Mishap mishap() {
        return mishaps.poll();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String range = exchange.getRequestHeaders().getFirst("Range");
            asked.add(range == null ? path : path + " " + range);
            byte[] file = files.get(path);
            var mishap = mishap();
            if (file == null || mishap == Mishap.IS_FORBIDDEN || mishap == Mishap.IS_UNAVAILABLE) {
                int status = file == null ? 404 : mishap == Mishap.IS_FORBIDDEN ? 403 : 503;
                exchange.sendResponseHeaders(status, -1);
                return;
            }
            if (mishap == Mishap.HAS_OTHER_BYTES) {
                file = new byte[file.length];
            }
            int from = range == null ? 0 : Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + from + "-" + (file.length - 1) + "/" + file.length);
            exchange.sendResponseHeaders(from == 0 ? 200 : 206, file.length - from);
            int to = mishap == Mishap.BREAKS_OFF ? from + (file.length - from) / 2 : file.length;
            exchange.getResponseBody().write(file, from, to - from);
            exchange.getResponseBody().flush();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
