package dev.seawall.frontdoor.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyReaderTest {
    private static final String CHUNKS = "3\r\nabc\r\n0A;x=\"y\"\r\n0123456789\r\n0\r\nDigest: d\r\nX: y\r\n\r\nGET";

    @Test
    void chunksAreTheSameWhereverTheyAreCut() throws Exception {
        for (int first = 0; first <= CHUNKS.length(); first++) {
            for (int second = first; second <= CHUNKS.length(); second++) {
                BodyReader body = BodyReader.chunked(1000);
                StringBuilder content = new StringBuilder();
                ByteBuffer last = bytes("");
                for (String piece : new String[] {
                    CHUNKS.substring(0, first), CHUNKS.substring(first, second), CHUNKS.substring(second)
                }) {
                    last = body.isComplete() ? last : bytes(piece);
                    read(body, last, content);
                }

                assertThat(content).hasToString("abc0123456789");
                assertThat(body.isComplete()).isTrue();
                assertThat(body.trailers()).map(HttpField::getName).containsExactly("Digest", "X");
                assertThat("GET").contains(ISO_8859_1.decode(last).toString());
            }
        }
    }

    private static void read(BodyReader body, ByteBuffer in, StringBuilder content) throws MalformedException {
        for (ByteBuffer piece = body.next(in); piece != null; piece = body.next(in)) {
            content.append(ISO_8859_1.decode(piece));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n",
                "x\r\n",
                "-1\r\n",
                "3 3\r\n",
                "3\n",
                "3\rx",
                "3\r\nabcd",
                "3\r\nabc\n",
                "3\r\nabc\rx",
                "1000000000000000\r\n",
                ";a\r\n",
                "3;a\0b\r\n",
                "0\r\nA b: c\r\n\r\n",
                "0\r\n b: c\r\n\r\n",
                "0\r\n\n"
            })
    void framingThatIsNotPlainIsRefused(String chunks) {
        BodyReader body = BodyReader.chunked(1000);

        assertThatThrownBy(() -> read(body, bytes(chunks), new StringBuilder())).isInstanceOf(MalformedException.class);
    }

    @Test
    void whatCostsTheReaderAndCarriesNothingIsLimited() {
        assertThatThrownBy(() -> read(BodyReader.chunked(100), bytes("1;" + "a".repeat(5000)), new StringBuilder()))
                .hasMessageContaining("extensions");
        assertThatThrownBy(() -> read(
                        BodyReader.chunked(100), bytes("0\r\n" + "A: b\r\n".repeat(50) + "\r\n"), new StringBuilder()))
                .hasMessageContaining("longer than 100 bytes");
    }

    @Test
    void aBodyOfKnownLengthEndsWithItsLastByte() throws Exception {
        BodyReader body = BodyReader.ofLength(5);
        ByteBuffer in = bytes("helloGET");
        StringBuilder content = new StringBuilder();
        read(body, in, content);

        assertThat(content).hasToString("hello");
        assertThat(body.isComplete()).isTrue();
        assertThat(in.remaining()).isEqualTo(3);
        assertThat(BodyReader.none().isComplete()).isTrue();
        assertThat(BodyReader.ofLength(1).end()).isFalse();
        assertThat(BodyReader.untilEnd().end()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "Content-Length, 5, Content-Length, 5",
        "Content-Length, 5, Transfer-Encoding, chunked",
        "Transfer-Encoding, chunked, Transfer-Encoding, chunked",
        "Transfer-Encoding, 'chunked, gzip', X, y",
        "Content-Length, '5, 5', X, y",
        "Content-Length, +5, X, y",
        "Content-Length, 1234567890123456789, X, y"
    })
    void framingThatContradictsItselfIsRefused(String name, String value, String other, String otherValue) {
        var framing = new Framing();

        assertThatThrownBy(() -> {
                    framing.add(new HttpField(name, value));
                    framing.add(new HttpField(other, otherValue));
                })
                .isInstanceOf(MalformedException.class);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
    }
}
