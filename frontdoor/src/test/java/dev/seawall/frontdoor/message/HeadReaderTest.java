package dev.seawall.frontdoor.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadReaderTest {
    private static final String HEAD = "GET /a?b=c HTTP/1.1\r\nHost: h\r\nAccept:\t x , y \r\nX-Own:\r\n\r\n";

    @Test
    void aHeadIsTheSameWhereverItIsCut() throws Exception {
        byte[] bytes = ("\r\n" + HEAD + "behind").getBytes(ISO_8859_1);
        for (int first = 0; first <= bytes.length; first++) {
            for (int second = first; second <= bytes.length; second += 3) {
                var reader = new HeadReader(1000);
                ByteBuffer rest = read(reader, bytes, first, second);

                assertThat(RequestLine.of(reader)).isEqualTo(new RequestLine("GET", "/a?b=c", HttpVersion.HTTP_1_1));
                assertThat(fields(reader)).containsExactly("Host: h", "Accept: x , y", "X-Own: ");
                assertThat("behind").startsWith(ISO_8859_1.decode(rest).toString());
            }
        }
    }

    /** Reads pieces until a head is there; what the reader left of the piece in which it ended. */
    private static ByteBuffer read(HeadReader reader, byte[] bytes, int first, int second) throws MalformedException {
        for (int[] piece : new int[][] {{0, first}, {first, second}, {second, bytes.length}}) {
            ByteBuffer in = ByteBuffer.allocateDirect(piece[1] - piece[0])
                    .put(bytes, piece[0], piece[1] - piece[0])
                    .flip();
            if (reader.read(in)) {
                return in;
            }
            assertThat(in.hasRemaining()).isFalse();
        }
        throw new AssertionError("no head in " + first + ", " + second);
    }

    private static List<String> fields(HeadReader reader) throws MalformedException {
        List<String> fields = new ArrayList<>();
        RequestLine.fields(reader, field -> fields.add(field.getName() + ": " + field.getValue()));
        return fields;
    }

    @Test
    void oneReaderReadsHeadAfterHead() throws Exception {
        var reader = new HeadReader(1000);
        ByteBuffer in = bytes(HEAD + "\r\nPUT /b HTTP/1.0\r\n\r\n");

        assertThat(reader.read(in)).isTrue();
        reader.reset();
        assertThat(reader.isEmpty()).isTrue();
        assertThat(reader.read(in)).isTrue();
        assertThat(RequestLine.of(reader)).isEqualTo(new RequestLine("PUT", "/b", HttpVersion.HTTP_1_0));
        assertThat(fields(reader)).isEmpty();
    }

    @Test
    void emptyLinesAloneAreNoHead() throws Exception {
        var reader = new HeadReader(1000);

        assertThat(reader.read(bytes("\r\n\r\n\r\n\r"))).isFalse();
        assertThat(reader.isEmpty()).isTrue();
        assertThat(reader.read(bytes("\nG"))).isFalse();
        assertThat(reader.isEmpty()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\n",
                "GET / HTTP/1.1\r\nA: b\n",
                "GET /\rx",
                "\rG",
                "\n",
                "GET /\0",
                "\u0016\u0003\u0001"
            })
    void whatCanBecomeNoHeadIsRefusedBeforeItsEnd(String begin) {
        assertThatThrownBy(() -> new HeadReader(1000).read(bytes(begin)))
                .isInstanceOfSatisfying(
                        MalformedException.class, e -> assertThat(e.status()).isEqualTo(400));
    }

    @Test
    void whatIsTooLongIsRefusedByWhatItIs() throws Exception {
        assertThat(new HeadReader(HEAD.length()).read(bytes(HEAD))).isTrue();
        assertTooLong("GET /" + "a".repeat(100), 414);
        assertTooLong("GET / HTTP/1.1\r\nA: " + "a".repeat(100), 431);
        assertTooLong("\r\n".repeat(100), 414);
    }

    private static void assertTooLong(String begin, int status) {
        assertThatThrownBy(() -> new HeadReader(64).read(bytes(begin)))
                .isInstanceOfSatisfying(
                        MalformedException.class, e -> assertThat(e.status()).isEqualTo(status));
    }

    @ParameterizedTest
    @ValueSource(strings = {"A : b", " A: b", "\tA: b", "A", ": b", "A\0: b", "A: \u0001", "A: b\u007f", "\u00e9: b"})
    void aFieldThatIsNotPlainIsRefused(String line) throws Exception {
        var reader = new HeadReader(1000);
        // Some are found when the head is looked for, the others when it is cut up.
        assertThatThrownBy(() -> {
                    assertThat(reader.read(bytes("GET / HTTP/1.1\r\nX: y\r\n" + line + "\r\n\r\n")))
                            .isTrue();
                    fields(reader);
                })
                .isInstanceOf(MalformedException.class);
    }

    @Test
    void aLineThatCameBeforeIsKnownAgainButForSecrets() throws Exception {
        String head = "GET / HTTP/1.1\r\nAccept-Language: en\r\nCookie: secret=1234\r\naccept-language: en\r\n\r\n";

        List<FieldLine> first = lines(head);
        List<FieldLine> again = lines(head);

        assertThat(again.get(0)).isSameAs(first.get(0));
        assertThat(again.get(1)).isNotSameAs(first.get(1)).isEqualTo(first.get(1));
        assertThat(first.get(2)).isNotSameAs(first.get(0));
        assertThat(first.get(2).getHeader()).isEqualTo(HttpHeader.ACCEPT_LANGUAGE);
    }

    private static List<FieldLine> lines(String head) throws MalformedException {
        var reader = new HeadReader(1000);
        assertThat(reader.read(bytes(head))).isTrue();
        List<FieldLine> lines = new ArrayList<>();
        RequestLine.fields(reader, lines::add);
        return lines;
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
    }
}
