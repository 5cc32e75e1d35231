package dev.seawall.deploy.lab.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Bodies as newer clients send them. */
class AwsChunksTest {
    private static String read(String body) throws IOException {
        try (var in = new AwsChunks(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void chunksAreJoinedAndTrailersLeftOut() throws IOException {
        assertThat(
                        read(
                                "5\r\nhello\r\nA;chunk-signature=abc\r\n, world!!!\r\n0\r\nx-amz-checksum-crc32:AAAA==\r\n\r\n"))
                .isEqualTo("hello, world!!!");
    }

    @Test
    void aBodyThatStopsShortIsAnError() {
        assertThatThrownBy(() -> read("5\r\nhel"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("2 bytes short");
        assertThatThrownBy(() -> read("zz\r\n")).isInstanceOf(IOException.class).hasMessageContaining("zz");
    }
}
