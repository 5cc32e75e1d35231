package dev.seawall.deploy.flood.polite;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A block of an NBD server's default export (the NBD project's doc/proto.md): a write and a flush, each with a simple
 * reply, over one TCP connection. So the path to the volume is probed without a kernel's cache between. {@link #close} may
 * be called by any thread, the rest by one.
 */
final class NbdBlock implements DurableBlock {
    private static final int REQUEST_MAGIC = 0x25609513;
    private static final int REPLY_MAGIC = 0x67446698;
    private static final int WRITE = 1;
    private static final int FLUSH = 3;
    private static final int ESHUTDOWN = 108;

    private final InetSocketAddress server;
    private final long offset;
    private final int connectMillis;
    private final int silenceMillis;
    private final byte[] block = new byte[BYTES];
    private long cookie;
    private volatile @Nullable Link link;
    private volatile boolean closed;

    private record Link(Socket socket, DataInputStream in, DataOutputStream out) {}

    /** The server took the command and couldn't carry it out; the connection is as good as before. */
    private static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        private RefusedException(String sentence) {
            super(sentence);
        }
    }

    /**
     * Connects to nobody yet.
     *
     * @param offset of the block in the export; what is there is overwritten
     * @param silenceMillis after which a connection on which nothing comes back is given up
     */
    NbdBlock(InetSocketAddress server, long offset, int connectMillis, int silenceMillis) {
        this.server = server;
        this.offset = offset;
        this.connectMillis = connectMillis;
        this.silenceMillis = silenceMillis;
    }

    @Override
    public void write() throws IOException, UnusableVolumeException {
        try {
            Link open = link == null ? opened() : link;
            Arrays.fill(block, (byte) (cookie | 1)); // never zeroes, which a volume may store as a hole
            command(open, WRITE, block);
            command(open, FLUSH, new byte[0]);
        } catch (RefusedException e) {
            throw e;
        } catch (IOException e) {
            disconnect();
            throw e;
        }
    }

    private Link opened() throws IOException, UnusableVolumeException {
        var socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(silenceMillis);
            socket.connect(server, connectMillis);
            var open = new Link(
                    socket,
                    new DataInputStream(new BufferedInputStream(socket.getInputStream())),
                    new DataOutputStream(new BufferedOutputStream(socket.getOutputStream())));
            link = open;
            if (closed) {
                throw new IOException("the probe has ended");
            }
            NbdHandshake.perform(open.in(), open.out(), offset + BYTES - 1);
            return open;
        } catch (IOException | UnusableVolumeException e) {
            link = null;
            socket.close();
            throw e;
        }
    }

    private void command(Link open, int type, byte[] payload) throws IOException {
        cookie++;
        var out = open.out();
        out.writeInt(REQUEST_MAGIC);
        out.writeShort(0);
        out.writeShort(type);
        out.writeLong(cookie);
        out.writeLong(type == FLUSH ? 0 : offset);
        out.writeInt(payload.length);
        out.write(payload);
        out.flush();
        if (open.in().readInt() != REPLY_MAGIC) {
            throw new ProtocolException("the NBD server's reply is no simple one");
        }
        int error = open.in().readInt();
        if (open.in().readLong() != cookie) {
            throw new ProtocolException("the NBD server replied to a command that wasn't given");
        }
        if (error == ESHUTDOWN) {
            throw new IOException("the NBD server is shutting down");
        }
        if (error != 0) {
            throw new RefusedException(
                    "the NBD server answered " + (type == WRITE ? "a write" : "a flush") + " with error " + error);
        }
    }

    private void disconnect() throws IOException {
        Link open = link;
        link = null;
        if (open != null) {
            open.socket().close();
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            disconnect();
        } catch (IOException e) {
            // It is of no use any more either way.
        }
    }
}
