package dev.seawall.frontdoor.http.proxied;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * A PROXY header in bytes (proxy-protocol.txt §2.2).
 *
 * <table>
 * <caption>Its bytes</caption>
 * <tr><td>0 to 11</td><td>signature</td></tr>
 * <tr><td>12</td><td>version, 2, and command: 0 LOCAL, 1 PROXY</td></tr>
 * <tr><td>13</td><td>family: 0 none, 1 IPv4, 2 IPv6, 3 UNIX; and transport: 0 none, 1 stream, 2 datagrams</td></tr>
 * <tr><td>14, 15</td><td>the length of what follows</td></tr>
 * <tr><td>from 16</td><td>client's address, ours, client's port, ours; then additions: type, length (2), value</td></tr>
 * </table>
 *
 * Stateless.
 */
final class V2Header {
    private static final int VERSION = 2;
    private static final int LOCAL = 0;
    private static final int PROXY = 1;
    private static final int HEAD = 16;
    private static final int CHECKSUM = 3;
    private static final int CHECKSUM_BYTES = 4;

    /** One's of each family, its two addresses and ports. */
    private static final int[] ADDRESS_BYTES = {0, 12, 36, 216};

    private V2Header() {}

    static ProxyHeader parse(byte[] bytes, int length) throws BadProxyHeaderException {
        int command = bytes[12] & 0xf;
        int family = (bytes[13] & 0xff) >>> 4;
        int transport = bytes[13] & 0xf;
        if ((bytes[12] & 0xff) >>> 4 != VERSION || command > PROXY) {
            throw new BadProxyHeaderException("a PROXY header of version and command " + (bytes[12] & 0xff));
        }
        if (command == LOCAL) {
            return ProxyHeader.LOCAL;
        }
        if (family >= ADDRESS_BYTES.length || transport > 2) {
            throw new BadProxyHeaderException("a PROXY header of family and transport " + (bytes[13] & 0xff));
        }
        int addresses = transport == 0 ? 0 : ADDRESS_BYTES[family];
        if (length < HEAD + addresses) {
            throw new BadProxyHeaderException("a PROXY header without its addresses");
        }
        if (addresses > 0) {
            checkAdditions(bytes, HEAD + addresses, length);
        }
        // Only a TCP connection can have come here; for any other the load balancer is who we know.
        return transport == 1 && (family == 1 || family == 2)
                ? ProxyHeader.of(address(bytes, family == 1 ? 4 : 16), port(bytes, HEAD + addresses - 4))
                : ProxyHeader.LOCAL;
    }

    private static InetAddress address(byte[] bytes, int length) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, HEAD, HEAD + length));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 or 16 bytes are an address", e);
        }
    }

    private static int port(byte[] bytes, int at) {
        return ByteBuffer.wrap(bytes).getShort(at) & 0xffff;
    }

    /** They must fill the header to its end, and a checksum among them must be right (§2.2.3). */
    private static void checkAdditions(byte[] bytes, int from, int length) throws BadProxyHeaderException {
        ByteBuffer additions = ByteBuffer.wrap(bytes, from, length - from);
        while (additions.hasRemaining()) {
            int type = additions.get();
            int size = additions.remaining() < 2 ? Integer.MAX_VALUE : additions.getShort() & 0xffff;
            if (size > additions.remaining() || (type == CHECKSUM && size != CHECKSUM_BYTES)) {
                throw new BadProxyHeaderException("a PROXY header whose additions do not fit into it");
            }
            if (type == CHECKSUM
                    && additions.getInt(additions.position()) != checksum(bytes, length, additions.position())) {
                throw new BadProxyHeaderException("a PROXY header with a wrong checksum");
            }
            additions.position(additions.position() + size);
        }
    }

    /** Of the header with zeroes in the checksum's place. */
    private static int checksum(byte[] bytes, int length, int at) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, at);
        crc.update(new byte[CHECKSUM_BYTES], 0, CHECKSUM_BYTES);
        crc.update(bytes, at + CHECKSUM_BYTES, length - at - CHECKSUM_BYTES);
        return (int) crc.getValue();
    }
}
