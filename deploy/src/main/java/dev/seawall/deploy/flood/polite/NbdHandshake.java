package dev.seawall.deploy.flood.polite;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;

/**
 * How a connection to an NBD server begins, in the fixed newstyle (the NBD project's doc/proto.md): the client asks for
 * the default export by {@code NBD_OPT_GO}, or by {@code NBD_OPT_EXPORT_NAME} of servers that don't know that. Stateless.
 */
final class NbdHandshake {
    private static final long NBD_MAGIC = 0x4e42444d41474943L; // "NBDMAGIC"
    private static final long OPTION_MAGIC = 0x49484156454f5054L; // "IHAVEOPT"
    private static final long REPLY_MAGIC = 0x3e889045565a9L;
    private static final int FIXED_NEWSTYLE = 1;
    private static final int NO_ZEROES = 2;
    private static final int OPTION_EXPORT_NAME = 1;
    private static final int OPTION_GO = 7;
    private static final int REPLY_ACK = 1;
    private static final int REPLY_INFO = 3;
    private static final int REPLY_UNSUPPORTED = 0x80000001;
    private static final int INFO_EXPORT = 0;
    private static final int MOST_REPLY_BYTES = 64 * 1024;
    private static final int PADDING = 124;
    private static final int FLAG_READ_ONLY = 2;
    private static final int FLAG_SEND_FLUSH = 4;

    private NbdHandshake() {}

    /**
     * An export.
     *
     * @param flags of transmission
     */
    private record Export(long bytes, int flags) {}

    /**
     * From the first byte to the moment at which commands may be given.
     *
     * @param lastByte that will be written, from 0
     * @throws ProtocolException when the other side isn't such a server
     * @throws UnusableVolumeException when the export is none that a block can be made durable on
     */
    static void perform(DataInputStream in, DataOutputStream out, long lastByte)
            throws IOException, UnusableVolumeException {
        if (in.readLong() != NBD_MAGIC || in.readLong() != OPTION_MAGIC) {
            throw new ProtocolException("the other side is no NBD server of the newstyle");
        }
        int server = in.readUnsignedShort();
        if ((server & FIXED_NEWSTYLE) == 0) {
            throw new ProtocolException("the NBD server knows only the newstyle that isn't fixed");
        }
        out.writeInt(server & (FIXED_NEWSTYLE | NO_ZEROES));
        out.writeLong(OPTION_MAGIC);
        out.writeInt(OPTION_GO);
        out.writeInt(6);
        out.writeInt(0); // the default export's name is empty
        out.writeShort(0); // and nothing beside what is always told
        out.flush();
        var export = go(in, out, (server & NO_ZEROES) != 0);
        check(export, lastByte);
    }

    private static Export go(DataInputStream in, DataOutputStream out, boolean noZeroes)
            throws IOException, UnusableVolumeException {
        var export = new Export(0, 0);
        while (true) {
            if (in.readLong() != REPLY_MAGIC || in.readInt() != OPTION_GO) {
                throw new ProtocolException("the NBD server's reply to NBD_OPT_GO is none");
            }
            int type = in.readInt();
            int length = in.readInt();
            if (length < 0 || length > MOST_REPLY_BYTES) {
                throw new ProtocolException("the NBD server's reply to NBD_OPT_GO has " + length + " bytes");
            }
            if (type == REPLY_INFO && length == 12) {
                int info = in.readUnsignedShort();
                var told = new Export(in.readLong(), in.readUnsignedShort());
                export = info == INFO_EXPORT ? told : export;
                continue;
            }
            String words = new String(in.readNBytes(length), StandardCharsets.UTF_8);
            if (type == REPLY_ACK) {
                return export;
            }
            if (type == REPLY_UNSUPPORTED) {
                return byName(in, out, noZeroes);
            }
            if (type < 0) {
                throw new UnusableVolumeException("the NBD server refuses its default export with error "
                        + (type & 0x7fffffff) + (words.isEmpty() ? "" : ": " + words.replaceAll("\\p{Cntrl}", "?")));
            }
        }
    }

    private static Export byName(DataInputStream in, DataOutputStream out, boolean noZeroes) throws IOException {
        out.writeLong(OPTION_MAGIC);
        out.writeInt(OPTION_EXPORT_NAME);
        out.writeInt(0);
        out.flush();
        var export = new Export(in.readLong(), in.readUnsignedShort());
        if (!noZeroes) {
            in.readFully(new byte[PADDING]);
        }
        return export;
    }

    private static void check(Export export, long lastByte) throws UnusableVolumeException {
        if ((export.flags() & FLAG_READ_ONLY) != 0) {
            throw new UnusableVolumeException("the NBD server's export can't be written to");
        }
        if ((export.flags() & FLAG_SEND_FLUSH) == 0) {
            throw new UnusableVolumeException("the NBD server doesn't know NBD_CMD_FLUSH, so nothing there is durable");
        }
        if (lastByte >= export.bytes()) {
            throw new UnusableVolumeException("the NBD server's export has " + export.bytes() + " bytes, and byte "
                    + lastByte + " would have to be written");
        }
    }
}
