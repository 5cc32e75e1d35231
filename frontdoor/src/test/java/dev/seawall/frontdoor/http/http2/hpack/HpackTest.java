package dev.seawall.frontdoor.http.http2.hpack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http.compression.HuffmanEncoder;
import org.eclipse.jetty.http2.hpack.HpackEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of RFC 7541 Appendix C, somebody else's encoder and decoder, and blocks that nobody should send. */
class HpackTest {
    private final HpackDecoder decoder = new HpackDecoder();

    private List<String> decode(ByteBuffer block) throws HpackException {
        List<String> fields = new ArrayList<>();
        decoder.decode(
                block,
                field -> fields.add(
                        field.field().getName() + ": " + field.field().getValue()));
        return fields;
    }

    private List<String> decode(String hex) throws HpackException {
        return decode(ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", ""))));
    }

    @Test
    void theRequestsOfAppendixC4AreRead() throws Exception {
        assertThat(decode("8286 8441 8cf1 e3c2 e5f2 3a6b a0ab 90f4 ff"))
                .containsExactly(":method: GET", ":scheme: http", ":path: /", ":authority: www.example.com");
        assertThat(decode("8286 84be 5886 a8eb 1064 9cbf"))
                .containsExactly(
                        ":method: GET",
                        ":scheme: http",
                        ":path: /",
                        ":authority: www.example.com",
                        "cache-control: no-cache");
        assertThat(decode("8287 85bf 4088 25a8 49e9 5ba9 7d7f 8925 a849 e95b b8e8 b4bf"))
                .containsExactly(
                        ":method: GET",
                        ":scheme: https",
                        ":path: /index.html",
                        ":authority: www.example.com",
                        "custom-key: custom-value");
    }

    @Test
    void literalsOfAppendixC2AreRead() throws Exception {
        assertThat(decode("040c 2f73 616d 706c 652f 7061 7468")).containsExactly(":path: /sample/path");
        assertThat(decode("1008 7061 7373 776f 7264 0673 6563 7265 74")).containsExactly("password: secret");
        assertThat(decode("400a 6375 7374 6f6d 2d6b 6579 0d63 7573 746f 6d2d 6865 6164 6572"))
                .containsExactly("custom-key: custom-header");
        assertThat(decode("be")).containsExactly("custom-key: custom-header");
    }

    @Test
    void everyByteIsReadInHuffmansCode() throws Exception {
        StringBuilder all = new StringBuilder();
        for (char c = ' '; c < 0x7f; c++) {
            all.append(c);
        }
        ByteBuffer code = ByteBuffer.allocate(1024);
        HuffmanEncoder.encode(code, all.toString());
        code.flip();
        byte[] decoded = new byte[1024];

        int length = Huffman.decode(code, code.remaining(), decoded);

        assertThat(new String(decoded, 0, length, ISO_8859_1)).isEqualTo(all.toString());
    }

    @Test
    void whatAnotherEncoderRemembersIsRead() throws Exception {
        Random random = new Random(1);
        HpackEncoder encoder = new HpackEncoder();
        encoder.setMaxTableCapacity(HpackDecoder.TABLE_BYTES);
        encoder.setTableCapacity(HpackDecoder.TABLE_BYTES);
        for (int round = 0; round < 500; round++) {
            HttpFields.Mutable fields = HttpFields.build();
            List<String> expected = new ArrayList<>();
            for (int i = random.nextInt(20); i >= 0; i--) {
                String name = "x-" + random.nextInt(40);
                String value = "v".repeat(random.nextInt(200)) + random.nextInt(5);
                fields.add(name, value);
                expected.add(name + ": " + value);
            }
            ByteBuffer block = ByteBuffer.allocate(1 << 16);

            encoder.encode(block, new MetaData(HttpVersion.HTTP_2, fields));

            assertThat(decode(block.flip())).isEqualTo(expected);
        }
    }

    @Test
    void whatIsWrittenIsReadByAnother() throws Exception {
        HeadWriter writer = new HeadWriter().withoutTable().status(203);
        String longValue = "x".repeat(5000);
        List.of(
                        new HttpField(HttpHeader.CONTENT_TYPE, "text/plain"),
                        new HttpField(HttpHeader.SET_COOKIE, "a=b"),
                        new HttpField("X-Request-Id", "1"),
                        new HttpField("x-long", longValue),
                        new HttpField(HttpHeader.VIA, "1.1 a\r\nb: c"))
                .forEach(writer::field);
        var other = new org.eclipse.jetty.http2.hpack.HpackDecoder(1 << 16, System::nanoTime);

        var head = (MetaData.Response) other.decode(ByteBuffer.wrap(writer.bytes(), 0, writer.length()));

        assertThat(head.getStatus()).isEqualTo(203);
        HttpFields fields = head.getHttpFields();
        assertThat(fields.get("content-type")).isEqualTo("text/plain");
        assertThat(fields.get("set-cookie")).isEqualTo("a=b");
        assertThat(fields.get("x-request-id")).isEqualTo("1");
        assertThat(fields.get("x-long")).isEqualTo(longValue);
        assertThat(fields.get("via")).isEqualTo("1.1 a  b: c");
    }

    @Test
    void aFieldLargerThanTheTableEmptiesIt() throws Exception {
        decode("400a 6375 7374 6f6d 2d6b 6579 0d63 7573 746f 6d2d 6865 6164 6572");
        ByteBuffer large = ByteBuffer.allocate(5000);
        large.put((byte) 0x40)
                .put((byte) 1)
                .put((byte) 'a')
                .put((byte) 0x7f)
                .put((byte) 0x81)
                .put((byte) 0x1f);
        large.position(large.position() + 4096).flip();

        decode(large);

        assertThatThrownBy(() -> decode("be")).isInstanceOf(HpackException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80", // index 0
                "be", // index of an empty table
                "ff80808080808080", // an integer without end
                "ffffffffff7f", // an integer too large
                "00", // a field without a name
                "000161", // a name without a value
                "00016105", // a value cut short
                "0001617f", // a length cut short
                "3fe11f01", // a table of more than 4096 bytes
                "823f00", // a table's size behind a field
                "7f00", // a name of an empty table
                "00016181fe", // padding of zeros
                "00016182ffff", // padding of more than seven bits
                "00016184ffffffff", // the end's code
            })
    void whatCannotBeReadIsAnError(String hex) {
        assertThatThrownBy(() -> decode(hex)).isInstanceOf(HpackException.class);
    }

    @Test
    void everyCutOfABlockIsReadOrRefused() throws Exception {
        byte[] block = HexFormat.of().parseHex("828684418cf1e3c2e5f23a6ba0ab90f4ff5886a8eb10649cbf");
        for (int length = 0; length < block.length; length++) {
            ByteBuffer cut = ByteBuffer.wrap(block, 0, length);
            try {
                new HpackDecoder().decode(cut, field -> {});
            } catch (HpackException e) {
                assertThat(e).hasMessageNotContaining("null");
            }
        }
    }
}
