package dev.seawall.deploy.flood.polite;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/** An NBD server over raw sockets that does with each command what the test says. Thread-safe. */
final class NbdByHand implements Closeable {
    static final int FLUSHES = 0b101;
    static final int READ_ONLY = 0b111;
    static final int FORGETFUL = 0b001;

    /** What to do with a command, by its number from 1 and its type: an error to reply with, or an exception to break off. */
    interface Conduct {
        int error(int number, int type) throws IOException, InterruptedException;
    }

    private final int flags;
    private final boolean knowsGo;
    private final Conduct conduct;
    private final AtomicInteger commands = new AtomicInteger();
    private final SocketServer server;

    NbdByHand(int flags, boolean knowsGo, Conduct conduct) throws IOException {
        this.flags = flags;
        this.knowsGo = knowsGo;
        this.conduct = conduct;
        this.server = new SocketServer(this::serve);
    }

    private void serve(InputStream rawIn, OutputStream rawOut) throws IOException, InterruptedException {
        var in = new DataInputStream(rawIn);
        var out = new DataOutputStream(rawOut);
        out.writeBytes("NBDMAGICIHAVEOPT");
        out.writeShort(3);
        var unused = in.readInt();
        int option = option(in);
        if (option == 7 && knowsGo) {
            reply(out, 3, 12);
            out.writeShort(0);
            out.writeLong(1 << 20);
            out.writeShort(flags);
            reply(out, 1, 0);
        } else {
            reply(out, 0x80000001, 0);
            option = option(in);
            out.writeLong(1 << 20);
            out.writeShort(flags);
        }
        while (true) {
            command(in, out);
        }
    }

    private static int option(DataInputStream in) throws IOException {
        in.skipNBytes(8);
        int option = in.readInt();
        in.skipNBytes(in.readInt());
        return option;
    }

    private static void reply(DataOutputStream out, int type, int length) throws IOException {
        out.writeLong(0x3e889045565a9L);
        out.writeInt(7);
        out.writeInt(type);
        out.writeInt(length);
    }

    private void command(DataInputStream in, DataOutputStream out) throws IOException, InterruptedException {
        in.skipNBytes(6);
        int type = in.readShort();
        long cookie = in.readLong();
        in.skipNBytes(8);
        in.skipNBytes(in.readInt());
        int error = conduct.error(commands.incrementAndGet(), type);
        out.writeInt(0x67446698);
        out.writeInt(error);
        out.writeLong(cookie);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
    }

    int commands() {
        return commands.get();
    }

    int connections() {
        return server.accepted();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
