package dev.seawall.deploy.lab.fabric;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Runs in a node: says its name to whoever connects, and prints how many bytes each one has sent. */
final class Listener {
    private Listener() {}

    public static void main(String[] args) throws IOException {
        try (var socket = new ServerSocket(Integer.parseInt(args[1]), 50, InetAddress.getByName(args[0]))) {
            System.out.println("listening");
            while (true) {
                try (Socket client = socket.accept()) {
                    client.getOutputStream().write(args[2].getBytes(StandardCharsets.UTF_8));
                    client.shutdownOutput();
                    long bytes = client.getInputStream().transferTo(OutputStream.nullOutputStream());
                    System.out.println(bytes + " bytes");
                } catch (IOException e) {
                    System.err.println(e);
                }
            }
        }
    }
}
