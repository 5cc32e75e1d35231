package dev.seawall.frontdoor.http.http2;

import static dev.seawall.frontdoor.http.http2.Http2Peer.bytesOf;
import static dev.seawall.frontdoor.http.http2.Http2Peer.head;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.frontdoor.RawClient;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.BufferUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What begins a connection, what ends it, and which frames have no place on it (RFC 9113 §3.4, §5.4, §6). */
class Http2ConnectionTest {
    private Http2ServerUnderTest server;

    @BeforeEach
    void start() throws Exception {
        server = Http2ServerUnderTest.with(Handlers.echo());
    }

    @AfterEach
    void stop() throws Exception {
        server.assertAllBuffersReturned();
        server.close();
    }

    @Test
    void theServerSaysItsSettingsFirst() throws Exception {
        try (Http2Peer peer = server.connect()) {
            Http2Peer.Frame settings = peer.read();

            assertThat(settings.type()).isEqualTo(Frames.SETTINGS);
            assertThat(HexFormat.of().formatHex(settings.payload()))
                    .isEqualTo("000300000080" + "000400040000" + "000600002000");
            Http2Peer.Frame window = peer.read();
            assertThat(window.bytes().getInt() + Frames.FIRST_WINDOW).isEqualTo(512 * 1024);
            assertThat(peer.read().flags()).isEqualTo(Frames.ACK);
        }
    }

    @Test
    void aConnectionIsReadHoweverItsBytesAreCut() throws Exception {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(Http2Peer.PREFACE.getBytes(ISO_8859_1));
        all.writeBytes(bytesOf(Frames.SETTINGS, 0, 0, new byte[] {0, 4, 0, 1, 0, 0}));
        all.writeBytes(bytesOf(Frames.HEADERS, Frames.END_HEADERS, 1, head("POST", "/")));
        all.writeBytes(bytesOf(Frames.PRIORITY, 0, 1, new byte[5]));
        all.writeBytes(bytesOf(Frames.DATA, 0, 1, "one,".getBytes(ISO_8859_1)));
        all.writeBytes(bytesOf(Frames.DATA, Frames.PADDED, 1, new byte[] {1, 't', 'w', 'o', 0}));
        all.writeBytes(bytesOf(77, 0, 0, new byte[3]));
        all.writeBytes(bytesOf(Frames.DATA, Frames.PADDED | Frames.END_STREAM, 1, new byte[] {0}));
        byte[] bytes = all.toByteArray();

        for (int cut = 1; cut < bytes.length; cut++) {
            try (Http2Peer peer = Http2Peer.silent(server.port())) {
                peer.write(Arrays.copyOf(bytes, cut));
                peer.write(Arrays.copyOfRange(bytes, cut, bytes.length));

                assertThat(new String(peer.body(1), ISO_8859_1))
                        .as("cut at " + cut)
                        .isEqualTo("one,two");
            }
        }
    }

    @Test
    void aConnectionIsReadByteByByte() throws Exception {
        try (Http2Peer peer = Http2Peer.silent(server.port())) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes(Http2Peer.PREFACE.getBytes(ISO_8859_1));
            all.writeBytes(bytesOf(Frames.SETTINGS, 0, 0));
            all.writeBytes(bytesOf(Frames.HEADERS, Frames.END_HEADERS, 1, head("POST", "/")));
            all.writeBytes(bytesOf(Frames.DATA, Frames.END_STREAM, 1, "hello".getBytes(ISO_8859_1)));
            for (byte one : all.toByteArray()) {
                peer.write(new byte[] {one});
            }

            assertThat(new String(peer.body(1), ISO_8859_1)).isEqualTo("hello");
        }
    }

    @Test
    void thePrefaceIsNoneBehindARequest() throws Exception {
        try (RawClient client = new RawClient(server.port())) {
            client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n" + Http2Peer.PREFACE + "\0\0\0\4\0\0\0\0\0");

            assertThat(client.receive().status()).isEqualTo(200);
            client.assertAnsweredOrClosed(426);
        }
    }

    @ParameterizedTest
    @CsvSource({
        // what, code, frames in hex: length, type, flags, stream, payload
        "ACK first,                1, 000000 04 01 00000000",
        "PING first,               1, 000008 06 00 00000000 0000000000000000",
    })
    void theFirstFrameIsSettings(String what, int code, String hex) throws Exception {
        try (Http2Peer peer = Http2Peer.silent(server.port())) {
            peer.write(Http2Peer.PREFACE).write(HexFormat.of().parseHex(hex.replace(" ", "")));

            assertThat(peer.read(Frames.GOAWAY).errorCode()).as(what).isEqualTo(code);
            peer.assertClosed();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "a frame too long,                  6, 004001 00 00 00000001",
        "DATA on stream 0,                  1, 000001 00 00 00000000 00",
        "DATA on an idle stream,            1, 000001 00 00 00000005 00",
        "DATA less than its padding,        1, 000002 00 08 00000001 0300",
        "DATA without its padding's length, 6, 000000 00 08 00000001",
        "HEADERS on stream 0,               1, 000001 01 05 00000000 82",
        "HEADERS on an even stream,         1, 000001 01 05 00000002 82",
        "HEADERS less than their padding,   1, 000002 01 0d 00000003 0382",
        "HEADERS less than their priority,  6, 000002 01 25 00000003 0382",
        "PRIORITY on stream 0,              1, 000005 02 00 00000000 0000000000",
        "PRIORITY of 4 bytes,               6, 000004 02 00 00000001 00000000",
        "RST_STREAM on stream 0,            1, 000004 03 00 00000000 00000000",
        "RST_STREAM on an idle stream,      1, 000004 03 00 00000005 00000000",
        "RST_STREAM of 3 bytes,             6, 000003 03 00 00000001 000000",
        "SETTINGS on a stream,              1, 000000 04 00 00000001",
        "SETTINGS of 5 bytes,               6, 000005 04 00 00000000 0000000000",
        "an ACK of 6 bytes,                 6, 000006 04 01 00000000 000000000000",
        "ENABLE_PUSH of 2,                  1, 000006 04 00 00000000 000200000002",
        "a first window too large,          3, 000006 04 00 00000000 000480000000",
        "frames too small,                  1, 000006 04 00 00000000 000500003fff",
        "frames too large,                  1, 000006 04 00 00000000 000501000000",
        "PUSH_PROMISE,                      1, 000004 05 04 00000001 00000002",
        "PING on a stream,                  1, 000008 06 00 00000001 0000000000000000",
        "PING of 7 bytes,                   6, 000007 06 00 00000000 00000000000000",
        "GOAWAY on a stream,                1, 000008 07 00 00000001 0000000000000000",
        "GOAWAY of 7 bytes,                 6, 000007 07 00 00000000 00000000000000",
        "WINDOW_UPDATE of 3 bytes,          6, 000003 08 00 00000000 000000",
        "WINDOW_UPDATE of nothing,          1, 000004 08 00 00000000 00000000",
        "WINDOW_UPDATE on an idle stream,   1, 000004 08 00 00000005 00000001",
        "a window too large,                3, 000004 08 00 00000000 7fffffff",
        "CONTINUATION of nothing,           1, 000001 09 04 00000001 82",
        "PING within a head,                1, 000001 01 00 00000003 82 000008 06 00 00000000 0000000000000000",
        "DATA within a head,                1, 000001 01 00 00000003 82 000001 00 00 00000001 00",
        "an unknown frame within a head,    1, 000001 01 00 00000003 82 000000 4d 00 00000003",
        "HEADERS within a head,             1, 000001 01 00 00000003 82 000001 01 04 00000003 82",
        "CONTINUATION of another stream,    1, 000001 01 00 00000003 82 000001 09 04 00000005 82",
        "a stream that was skipped,         5, 000001 01 05 00000001 82",
    })
    void framesThatHaveNoPlaceEndTheConnection(String what, int code, String hex) throws Exception {
        try (Http2Peer peer = server.connect()) {
            peer.get(1);
            assertThat(peer.status(1)).isEqualTo(200);

            peer.write(HexFormat.of().parseHex(hex.replace(" ", "")));

            assertThat(peer.read(Frames.GOAWAY).errorCode()).as(what).isEqualTo(code);
            peer.assertClosed();
            assertThat(server.awaitEnd()).isEqualTo(ConnectionEnd.PROTOCOL);
        }
    }

    @Test
    void framesAndSettingsThatNobodyKnowsAreIgnored() throws Exception {
        try (Http2Peer peer = server.connect()) {
            peer.frame(77, 0xff, 0, new byte[100]).frame(16, 0, 0, new byte[8]).setting(0x77, -1);
            peer.setting(Frames.ENABLE_PUSH, 1).setting(Frames.MAX_FRAME_SIZE, 1 << 20);
            peer.frame(Frames.PRIORITY, 0, 9, new byte[5]);

            peer.assertAlive();
        }
    }

    @Test
    void aSmallerTableOfTheClientsIsConfirmed() throws Exception {
        try (Http2Peer peer = server.connect()) {
            peer.setting(Frames.HEADER_TABLE_SIZE, 0).get(1);

            // RFC 7541 §6.3: a table of size 0, in front of the fields.
            assertThat(peer.readOf(1).payload()[0]).isEqualTo((byte) 0x20);
        }
    }

    @Test
    void whatIsInFlightOutlivesTheClientsGoAway() throws Exception {
        try (Http2Peer peer = server.connect()) {
            peer.post(1).frame(Frames.GOAWAY, 0, 0, new byte[8]);
            peer.data(1, "still", true);

            assertThat(peer.status(1)).isEqualTo(200);
            assertThat(new String(peer.body(1), ISO_8859_1)).isEqualTo("still");
            peer.assertClosed();
        }
    }

    @Test
    void aServerThatStopsFinishesWhatItHasAndRefusesMore() throws Exception {
        var parked = new Handlers.Parked();
        try (Http2ServerUnderTest stopping = Http2ServerUnderTest.with(parked);
                Http2Peer peer = stopping.connect()) {
            peer.get(1);
            var exchange = parked.take();

            var stopped = CompletableFuture.runAsync(() -> {
                try {
                    stopping.server().stop();
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });
            Http2Peer.Frame goAway = peer.read(Frames.GOAWAY);
            assertThat(goAway.bytes().getInt()).isEqualTo(1);
            assertThat(goAway.errorCode()).isEqualTo(ErrorCode.NO_ERROR.code());
            peer.get(3);
            peer.assertReset(3, ErrorCode.REFUSED_STREAM);
            exchange.response().write(true, BufferUtil.toBuffer("last"), exchange.callback());

            assertThat(peer.status(1)).isEqualTo(200);
            assertThat(new String(peer.body(1), ISO_8859_1)).isEqualTo("last");
            peer.assertClosed();
            stopped.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void aClientThatGoesAwayEndsItsRequests() throws Exception {
        var parked = new Handlers.Parked();
        try (Http2ServerUnderTest other = Http2ServerUnderTest.with(parked)) {
            Handlers.Parked.Exchange exchange;
            var told = new CompletableFuture<Throwable>();
            try (Http2Peer peer = other.connect()) {
                peer.get(1);
                exchange = parked.take();
                exchange.request().addFailureListener(told::complete);
            }

            assertThat(told.get(10, TimeUnit.SECONDS)).isNotNull();
            exchange.callback().failed(told.get());
            other.assertAllBuffersReturned();
        }
    }
}
