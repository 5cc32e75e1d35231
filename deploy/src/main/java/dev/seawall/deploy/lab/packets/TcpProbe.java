package dev.seawall.deploy.lab.packets;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** One try to connect. Says nothing to whoever accepts. Stateless. */
final class TcpProbe {
    private TcpProbe() {}

    /** The outcome's name, and a remark. */
    static String send(InetSocketAddress to, int millis) {
        try (var socket = new Socket()) {
            socket.connect(to, millis);
            return "OPEN";
        } catch (SocketTimeoutException e) {
            return "SILENT";
        } catch (ConnectException e) {
            // ECONNREFUSED alone: a reset came back (RFC 9293 §3.5.2).
            return String.valueOf(e.getMessage()).contains("refused") ? "REFUSED" : "NOT_SENT " + e.getMessage();
        } catch (IOException e) {
            return "NOT_SENT " + e.getMessage();
        }
    }
}
