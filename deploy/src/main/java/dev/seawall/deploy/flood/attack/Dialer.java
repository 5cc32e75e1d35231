package dev.seawall.deploy.flood.attack;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Optional;

/**
 * Opens connections to one target. Thread-safe.
 *
 * @param tls when each begins with a handshake
 * @param protocols offered in it
 * @param receiveBufferBytes of the kernel's; 0 for its usual one
 */
record Dialer(InetSocketAddress target, Optional<Tls> tls, List<String> protocols, int receiveBufferBytes) {
    private static final int LIMIT_MILLIS = 5_000;

    static Dialer plain(InetSocketAddress target) {
        return new Dialer(target, Optional.empty(), List.of(), 0);
    }

    Dialer withTls(Tls one, String... offered) {
        return new Dialer(target, Optional.of(one), List.of(offered), receiveBufferBytes);
    }

    Dialer withReceiveBuffer(int bytes) {
        return new Dialer(target, tls, protocols, bytes);
    }

    @SuppressWarnings("AddressSelection")
    Wire open() throws IOException {
        var socket = new Socket();
        try {
            if (receiveBufferBytes > 0) {
                socket.setReceiveBufferSize(receiveBufferBytes);
            }
            socket.setTcpNoDelay(true);
            socket.setSoLinger(true, 0);
            socket.connect(target, LIMIT_MILLIS);
            if (tls.isEmpty()) {
                return new Wire(socket);
            }
            socket.setSoTimeout(LIMIT_MILLIS);
            return new Wire(tls.get().handshake(socket, protocols));
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** For a Host field: the address as it is. */
    String authority() {
        return target.getAddress().getHostAddress() + ":" + target.getPort();
    }
}
