package dev.seawall.frontdoor.cache;

import dev.seawall.frontdoor.FrontDoorUnderTest;
import dev.seawall.frontdoor.RawClient;
import dev.seawall.frontdoor.RawMessage;
import dev.seawall.frontdoor.RawWorker;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A front door with a cache before one raw worker, and a client of it. */
final class CachedSite implements AutoCloseable {
    final RawWorker worker;
    final FrontDoorUnderTest door;
    final RawClient client;

    private CachedSite(RawWorker worker, String... settings) throws Exception {
        this.worker = worker;
        List<String> all = new ArrayList<>(List.of(settings));
        if (all.stream().noneMatch(line -> line.startsWith("cache:"))) {
            all.add("cache: {bytes: 8MiB, objectBytes: 64KiB}");
        }
        this.door = FrontDoorUnderTest.with(all, worker);
        this.client = door.connect();
    }

    static CachedSite answering(String answer, String... settings) throws Exception {
        return new CachedSite(RawWorker.answering(answer), settings);
    }

    static CachedSite of(RawWorker.Script script, String... settings) throws Exception {
        return new CachedSite(new RawWorker(script), settings);
    }

    /** An answer of 200 with {@code body} and such fields. */
    static String ok(String body, String... fields) {
        StringBuilder answer = new StringBuilder("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n");
        for (String field : fields) {
            answer.append(field).append("\r\n");
        }
        return answer + "\r\n" + body;
    }

    /** An answer in chunks, fresh for a minute. */
    static String chunked(String trailers, String... chunks) {
        StringBuilder answer = new StringBuilder("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n");
        answer.append("Cache-Control: max-age=60\r\n\r\n");
        for (String chunk : chunks) {
            answer.append(Integer.toHexString(chunk.length())).append("\r\n");
            answer.append(chunk).append("\r\n");
        }
        return answer + "0\r\n" + trailers + "\r\n";
    }

    /** A request without a body. */
    static String request(String line, String... fields) {
        StringBuilder request = new StringBuilder(line + " HTTP/1.1\r\nHost: h\r\n");
        for (String field : fields) {
            request.append(field).append("\r\n");
        }
        return request + "\r\n";
    }

    RawMessage ask(String line, String... fields) throws Exception {
        client.send(request(line, fields));
        return line.startsWith("HEAD ") ? client.receiveToHead() : client.receive();
    }

    RawMessage get(String... fields) throws Exception {
        return ask("GET /a", fields);
    }

    /** How many requests the worker has had. */
    int asked() {
        return worker.heads().size();
    }

    /** Closes the worker, and waits until it takes no connection any more. */
    void endWorker() throws IOException {
        worker.close();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (isReachable()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("the worker's port is still open after 10 s");
            }
            worker.close();
        }
    }

    private boolean isReachable() throws IOException {
        try (var tried = new Socket(InetAddress.getLoopbackAddress(), worker.port())) {
            return tried.isConnected();
        } catch (ConnectException e) {
            return false;
        } catch (SocketException reset) {
            return true;
        }
    }

    static String status(RawMessage answer) {
        return String.join(", ", answer.values("Cache-Status"));
    }

    @Override
    public void close() throws IOException {
        client.close();
        door.close();
        worker.close();
    }
}
