package dev.seawall.deploy.flood.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Bytes on the wire, as RFC 9113 and RFC 7541 have them. */
class Http2Test {
    @Test
    void aFrameIsItsHeadAndItsPayload() {
        assertThat(hex(Http2.frame(Http2.SETTINGS, 0, 0))).isEqualTo("000000" + "04" + "00" + "00000000");
        assertThat(hex(Http2.frame(Http2.RST_STREAM, 0, 5, Http2.code(Http2.CANCEL))))
                .isEqualTo("000004" + "03" + "00" + "00000005" + "00000008");
        assertThat(hex(Http2.frame(Http2.CONTINUATION, 0, 1, new byte[0x123456])))
                .startsWith("123456" + "09" + "00" + "00000001");
    }

    @Test
    void aRequestIsIndexedFieldsAndLiteralsThatNobodyIndexes() {
        // RFC 7541 C.2.2 has :path /sample/path as 04 0c ….
        assertThat(hex(Http2.get(false, "/sample/path", "shop")))
                .isEqualTo("82" + "86" + "040c2f73616d706c652f70617468" + "0104" + "73686f70");
        assertThat(hex(Http2.get(true, "/", ""))).isEqualTo("82" + "87" + "04012f" + "0100");
        assertThat(hex(Http2.field("n", "v"))).isEqualTo("00" + "016e" + "0176");
    }

    @Test
    void aLongStringsLengthGoesOnInMoreBytes() {
        // RFC 7541 C.1.2 has 1337 with a prefix of 5 bits as 1f 9a 0a; with 7 bits it is 7f ba 09.
        assertThat(hex(Http2.field("n", "v".repeat(1_337)))).startsWith("00" + "016e" + "7fba09" + "7676");
        assertThat(hex(Http2.field("n", "v".repeat(127)))).startsWith("00" + "016e" + "7f00" + "7676");
    }

    @Test
    void errorsHaveTheirNames() {
        assertThat(Http2.error(Http2.code(0xb), 0)).isEqualTo("enhance-your-calm");
        assertThat(Http2.error(Http2.code(0xe), 0)).isEqualTo("unknown");
        assertThat(Http2.error(new byte[3], 0)).isEqualTo("unknown");
    }

    @Test
    void aFrameThatIsTooLargeIsNotRead() {
        var in = new DataInputStream(new ByteArrayInputStream(Http2.frame(0, 0, 1, new byte[16_385])));

        assertThatThrownBy(() -> Http2.read(in)).isInstanceOf(IOException.class).hasMessageContaining("16385");
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
