package dev.seawall.frontdoor.http.proxied;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** haproxy's proxy-protocol.txt; nothing behind the header is touched, however it is cut. */
class ProxyHeaderReaderTest {
    private static final String SIGNATURE = "0D0A0D0A000D0A515549540A";
    private static final String BEHIND = "GET / HTTP/1.1\r\n\r\nPROXY ";

    /** What is read of the bytes when they come in pieces of a size; null when they end too early. */
    private static @Nullable ProxyHeader read(byte[] bytes, int piece) throws BadProxyHeaderException {
        var reader = new ProxyHeaderReader();
        ByteBuffer from = ByteBuffer.wrap(bytes);
        while (from.hasRemaining()) {
            ByteBuffer room = reader.room();
            int count = Math.min(Math.min(piece, room.remaining()), from.remaining());
            assertThat(count).isPositive();
            room.put(from.slice(from.position(), count));
            from.position(from.position() + count);
            ProxyHeader header = reader.read();
            if (header != null) {
                byte[] rest = new byte[from.remaining()];
                from.get(rest);
                assertThat(new String(rest, ISO_8859_1)).isEqualTo(BEHIND);
                return header;
            }
        }
        return null;
    }

    private static @Nullable ProxyHeader readWithMoreBehind(byte[] header, int piece) throws BadProxyHeaderException {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(header);
        bytes.writeBytes(BEHIND.getBytes(ISO_8859_1));
        return read(bytes.toByteArray(), piece);
    }

    private static byte[] v1(String line) {
        return (line.replace('_', ' ') + "\r\n").getBytes(ISO_8859_1);
    }

    private static byte[] v2(String hex) {
        return HexFormat.of().parseHex(SIGNATURE + hex.replace(" ", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "PROXY TCP4 203.0.113.7 198.51.100.1 51234 443, 203.0.113.7, 51234",
        "PROXY TCP4 1.1.1.1 1.1.1.1 0 0, 1.1.1.1, 0",
        "PROXY TCP4 255.255.255.255 255.255.255.255 65535 65535, 255.255.255.255, 65535",
        "PROXY TCP6 2001:db8::7 2001:db8::1 51234 443, 2001:db8::7, 51234",
        "PROXY TCP6 :: :: 1 1, ::, 1",
        "PROXY TCP6 ::ffff:203.0.113.7 ::1 1 1, 203.0.113.7, 1",
        "PROXY TCP6 2001:0db8:0000:0000:0000:0000:0000:0007 2001:0db8:0000:0000:0000:0000:0000:0001 65535 65535, 2001:db8::7, 65535"
    })
    void aLineNamesTheClient(String line, String client, int port) throws Exception {
        for (int piece : new int[] {1, 7, 1000}) {
            assertThat(readWithMoreBehind(v1(line), piece))
                    .isEqualTo(new ProxyHeader(new InetSocketAddress(client, port)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PROXY UNKNOWN", "PROXY UNKNOWN x", "PROXY UNKNOWN ffff::f ffff::f 65535 65535"})
    void anUnknownClientIsNobody(String line) throws Exception {
        assertThat(readWithMoreBehind(v1(line), 1)).isEqualTo(ProxyHeader.LOCAL);
        assertThat(readWithMoreBehind(v1(line), 1000)).isEqualTo(ProxyHeader.LOCAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1",
                "PROXY TCP4 203.0.113.7 198.51.100.1 51234",
                "PROXY TCP4 203.0.113.7 198.51.100.1 51234 443 ",
                "PROXY TCP4  203.0.113.7 198.51.100.1 51234 443",
                "PROXY TCP4 203.0.113.7 198.51.100.1 51234 65536",
                "PROXY TCP4 203.0.113.7 198.51.100.1 051234 443",
                "PROXY TCP4 203.0.113.256 198.51.100.1 51234 443",
                "PROXY TCP4 203.0.113.07 198.51.100.1 51234 443",
                "PROXY TCP4 localhost.example 198.51.100.1 51234 443",
                "PROXY TCP4 2001:db8::7 2001:db8::1 51234 443",
                "PROXY TCP6 203.0.113.7 198.51.100.1 51234 443",
                "PROXY TCP6 2001:db8::7::1 2001:db8::1 51234 443",
                "PROXY tcp4 203.0.113.7 198.51.100.1 51234 443",
                "PROXY UDP4 203.0.113.7 198.51.100.1 51234 443",
                "PROXY\tTCP4 203.0.113.7 198.51.100.1 51234 443",
                "proxy TCP4 203.0.113.7 198.51.100.1 51234 443",
                "PROXY TCP4 203.0.113.7 198.51.100.1 51234 443 and more than 107 bytes in all, which no line may have, for it is to fit"
            })
    void anyOtherLineIsRefused(String line) {
        assertThatThrownBy(() -> read(v1(line), 1)).isInstanceOf(BadProxyHeaderException.class);
        assertThatThrownBy(() -> read(v1(line), 1000)).isInstanceOf(BadProxyHeaderException.class);
    }

    @Test
    void aLineFeedAloneEndsNoLine() {
        assertThatThrownBy(() -> read("PROXY TCP4 203.0.113.7 198.51.100.1 51234 443\n".getBytes(ISO_8859_1), 1))
                .isInstanceOf(BadProxyHeaderException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "21 11 000C CB007107 C6336401 C822 01BB, 203.0.113.7, 51234",
        "21 21 0024 20010db8000000000000000000000007 20010db8000000000000000000000001 C822 01BB, 2001:db8::7, 51234",
        // With additions: NOOP, and one of a type that nobody knows.
        "21 11 0013 CB007107 C6336401 C822 01BB 04 0001 00 EE 0000, 203.0.113.7, 51234",
        // With the checksum of proxy-protocol.txt §2.2.3.
        "21 11 0013 CB007107 C6336401 C822 01BB 03 0004 %CRC, 203.0.113.7, 51234"
    })
    void bytesNameTheClient(String hex, String client, int port) throws Exception {
        byte[] header = hex.contains("%CRC") ? withChecksum(hex) : v2(hex);
        for (int piece : new int[] {1, 7, 1000}) {
            assertThat(readWithMoreBehind(header, piece))
                    .isEqualTo(new ProxyHeader(new InetSocketAddress(client, port)));
        }
    }

    private static byte[] withChecksum(String hex) {
        byte[] header = v2(hex.replace("%CRC", "00000000"));
        var crc = new java.util.zip.CRC32C();
        crc.update(header);
        ByteBuffer.wrap(header).putInt(header.length - 4, (int) crc.getValue());
        return header;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "20 00 0000", // LOCAL, as health checks send it
                "20 11 000C CB007107 C6336401 C822 01BB", // LOCAL with an address, which is nobody's
                "21 00 0000", // UNSPEC
                "21 00 0003 EE EE EE",
                "21 12 000C CB007107 C6336401 C822 01BB" // UDP
            })
    void aLoadBalancersOwnConnectionIsNobodys(String hex) throws Exception {
        assertThat(readWithMoreBehind(v2(hex), 1)).isEqualTo(ProxyHeader.LOCAL);
        assertThat(readWithMoreBehind(v2(hex), 1000)).isEqualTo(ProxyHeader.LOCAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "11 11 000C CB007107 C6336401 C822 01BB", // version 1
                "22 11 000C CB007107 C6336401 C822 01BB", // no command
                "21 41 000C CB007107 C6336401 C822 01BB", // no family
                "21 13 000C CB007107 C6336401 C822 01BB", // no transport
                "21 11 000B CB007107 C6336401 C822 01", // too short
                "21 11 000F CB007107 C6336401 C822 01BB 04 0001", // an addition that is cut
                "21 11 000D CB007107 C6336401 C822 01BB 04",
                "21 11 0013 CB007107 C6336401 C822 01BB 03 0004 12345678", // a wrong checksum
                "21 11 000F CB007107 C6336401 C822 01BB 03 0000",
                "21 11 FFFF CB007107" // more than a segment
            })
    void anyOtherBytesAreRefused(String hex) {
        assertThatThrownBy(() -> read(v2(hex), 1)).isInstanceOf(BadProxyHeaderException.class);
        assertThatThrownBy(() -> read(v2(hex), 1000)).isInstanceOf(BadProxyHeaderException.class);
    }

    @Test
    void aCutHeaderIsWaitedFor() throws Exception {
        byte[] header = v2("21 11 000C CB007107 C6336401 C822 01BB");
        for (int length = 1; length < header.length; length++) {
            assertThat(read(java.util.Arrays.copyOf(header, length), 1)).isNull();
        }
    }
}
