package dev.seawall.deploy.lab.packets;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Datagrams that say what they are, so that nothing else is taken for one: {@code seawall-probe TOKEN}, answered by
 * {@code seawall-answer TOKEN}, and {@code seawall-meeting TOKEN}. Stateless.
 */
final class UdpProbe {
    private static final String QUESTION = "seawall-probe ";
    private static final String ANSWER = "seawall-answer ";
    private static final String MEETING = "seawall-meeting ";
    private static final int MOST_BYTES = 200;

    /** A datagram may get lost; so many are sent, spread over the first half of the time. */
    private static final int COPIES = 3;

    private static final int STEP_MILLIS = 50;

    private UdpProbe() {}

    /** The outcome's name, and a remark. */
    static String send(InetSocketAddress to, int millis, String token) {
        try (var socket = new DatagramSocket()) {
            socket.connect(to); // only then the kernel passes on what ICMP says (RFC 1122 §4.1.3.3)
            for (int copy = 1; copy <= COPIES; copy++) {
                socket.send(packet(QUESTION + token));
                int share = millis / (2 * COPIES);
                if (hears(socket, ANSWER + token, copy < COPIES ? share : millis - share * (COPIES - 1))) {
                    return "ANSWERED";
                }
            }
            return "SILENT";
        } catch (PortUnreachableException e) {
            return "UNREACHABLE";
        } catch (IOException e) {
            return "NOT_SENT " + e.getMessage();
        }
    }

    /** Answers questions until the socket is closed. */
    static void answer(DatagramSocket socket, Consumer<String> heard) {
        var packet = new DatagramPacket(new byte[MOST_BYTES], MOST_BYTES);
        while (!socket.isClosed()) {
            try {
                packet.setLength(MOST_BYTES);
                socket.receive(packet);
                String text = text(packet);
                if (text.startsWith(QUESTION)) {
                    String token = text.substring(QUESTION.length());
                    heard.accept(token);
                    byte[] answer = (ANSWER + token).getBytes(StandardCharsets.US_ASCII);
                    socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            } catch (IOException e) {
                // An answer that may not go out: the asker sees that it is missing.
            }
        }
    }

    /** Sends a few times a second, listens all the time; whether it heard the other. */
    static boolean meet(DatagramSocket socket, InetSocketAddress other, int millis, String token) throws IOException {
        byte[] words = (MEETING + token).getBytes(StandardCharsets.US_ASCII);
        boolean heard = false;
        for (int step = 0; step < millis / STEP_MILLIS; step++) {
            long began = System.nanoTime();
            try {
                socket.send(new DatagramPacket(words, words.length, other));
            } catch (IOException e) {
                // Not let out; what comes in is another question.
            }
            for (int left = STEP_MILLIS; left > 0; left = STEP_MILLIS - millisSince(began)) {
                heard |= hears(socket, MEETING + token, left);
            }
        }
        return heard;
    }

    private static int millisSince(long beganNanos) {
        return Math.toIntExact(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganNanos));
    }

    /** Waits for those very words; what else comes is nobody's. */
    private static boolean hears(DatagramSocket socket, String words, int millis) throws IOException {
        long began = System.nanoTime();
        var packet = new DatagramPacket(new byte[MOST_BYTES], MOST_BYTES);
        for (int left = millis; left > 0; left = millis - millisSince(began)) {
            socket.setSoTimeout(left);
            try {
                packet.setLength(MOST_BYTES);
                socket.receive(packet);
                if (text(packet).equals(words)) {
                    return true;
                }
            } catch (SocketTimeoutException e) {
                return false;
            }
        }
        return false;
    }

    private static DatagramPacket packet(String words) {
        byte[] bytes = words.getBytes(StandardCharsets.US_ASCII);
        return new DatagramPacket(bytes, bytes.length);
    }

    private static String text(DatagramPacket packet) {
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.US_ASCII);
    }
}
