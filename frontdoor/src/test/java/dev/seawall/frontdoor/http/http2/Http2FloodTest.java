package dev.seawall.frontdoor.http.http2;

import static dev.seawall.frontdoor.http.http2.Http2Peer.bytesOf;
import static dev.seawall.frontdoor.http.http2.Http2Peer.head;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What costs a client little and us more ends its connection, and is counted. */
class Http2FloodTest {
    private static final int MANY = 20_000;

    private final Handlers.Parked parked = new Handlers.Parked();
    private Http2ServerUnderTest server;
    private Http2Peer peer;

    @BeforeEach
    void start() throws Exception {
        server = Http2ServerUnderTest.with(parked);
        peer = server.connect();
    }

    @AfterEach
    void stop() throws Exception {
        peer.close();
        while (parked.count() > 0) {
            parked.take().callback().failed(new IOException("told"));
        }
        server.assertAllBuffersReturned();
        server.close();
    }

    private interface Step {
        void send(int round) throws IOException;
    }

    private void assertEnds(ConnectionEnd reason, Step step) throws Exception {
        try {
            for (int round = 0; round < MANY; round++) {
                step.send(round);
            }
        } catch (SocketException e) {
            // It has ended already.
        }
        assertThat(server.awaitEnd()).isEqualTo(reason);
        assertThat(server.ends()).hasSize(1);
    }

    @Test
    void streamsOpenedToBeReset() throws Exception {
        try (Http2ServerUnderTest other = Http2ServerUnderTest.with(Handlers.untilReset());
                Http2Peer hasty = other.connect()) {
            try {
                for (int stream = 1; stream < 2 * MANY; stream += 2) {
                    hasty.get(stream).numbers(Frames.RST_STREAM, stream, 8);
                }
            } catch (SocketException e) {
                // It has ended already.
            }
            assertThat(other.awaitEnd()).isEqualTo(ConnectionEnd.RAPID_RESET);
            other.assertAllBuffersReturned();
        }
    }

    @Test
    void streamsBeyondThoseAllowed() throws Exception {
        assertEnds(ConnectionEnd.STREAM_FLOOD, round -> peer.get(2 * round + 1));
    }

    @Test
    void streamsThatWeHaveToReset() throws Exception {
        byte[] malformed = head("GET", "/", "connection", "close");
        assertEnds(ConnectionEnd.PROVOKED_RESET, round -> peer.headers(2 * round + 1, true, malformed));
    }

    @Test
    void aHeadInPiecesWithoutEnd() throws Exception {
        peer.frame(Frames.HEADERS, 0, 1, head("GET", "/"));
        assertEnds(ConnectionEnd.HEADER_FLOOD, round -> peer.frame(Frames.CONTINUATION, 0, 1));
    }

    @Test
    void aHeadWithoutEnd() throws Exception {
        peer.frame(Frames.HEADERS, 0, 1, head("GET", "/"));
        byte[] piece = new byte[Frames.PAYLOAD_BYTES];
        assertEnds(ConnectionEnd.HEADER_FLOOD, round -> peer.frame(Frames.CONTINUATION, 0, 1, piece));
    }

    @Test
    void settings() throws Exception {
        assertEnds(ConnectionEnd.SETTINGS_FLOOD, round -> peer.frame(Frames.SETTINGS, 0, 0));
    }

    @Test
    void manySettingsInOneFrame() throws Exception {
        assertEnds(ConnectionEnd.SETTINGS_FLOOD, round -> peer.frame(Frames.SETTINGS, 0, 0, new byte[6 * 65]));
    }

    @Test
    void pings() throws Exception {
        assertEnds(ConnectionEnd.PING_FLOOD, round -> peer.frame(Frames.PING, 0, 0, new byte[8]));
    }

    @Test
    void dataWithNothingInIt() throws Exception {
        peer.post(1);
        assertEnds(ConnectionEnd.EMPTY_DATA_FLOOD, round -> peer.data(1, "", false));
    }

    @Test
    void dataOfPaddingAlone() throws Exception {
        peer.post(1);
        assertEnds(
                ConnectionEnd.EMPTY_DATA_FLOOD,
                round -> peer.frame(Frames.DATA, Frames.PADDED, 1, new byte[] {3, 0, 0, 0}));
    }

    @Test
    void priorities() throws Exception {
        assertEnds(ConnectionEnd.PRIORITY_FLOOD, round -> peer.frame(Frames.PRIORITY, 0, 1, new byte[5]));
    }

    @Test
    void framesThatNobodyKnows() throws Exception {
        assertEnds(ConnectionEnd.PRIORITY_FLOOD, round -> peer.frame(77, 0, 0));
    }

    @Test
    void windowUpdates() throws Exception {
        assertEnds(ConnectionEnd.WINDOW_UPDATE_FLOOD, round -> peer.numbers(Frames.WINDOW_UPDATE, 0, 1));
    }

    @Test
    void theClientIsToldToCalmDown() throws Exception {
        peer.get(1);
        for (int i = 0; i <= Http2Limits.DEFAULT.settings(); i++) {
            peer.frame(Frames.SETTINGS, 0, 0);
        }

        Http2Peer.Frame goAway = peer.read(Frames.GOAWAY);
        assertThat(goAway.errorCode()).isEqualTo(ErrorCode.ENHANCE_YOUR_CALM.code());
        assertThat(goAway.bytes().getInt()).isEqualTo(1);
        peer.assertClosed();
    }

    @Test
    void aClientThatReadsNoReplies() throws Exception {
        Http2Limits patient =
                new Http2Limits(128, 1 << 18, 1 << 19, 32, Duration.ofSeconds(10), 200, 100, 100, 100, 1 << 30);
        byte[] ping = bytesOf(Frames.PING, 0, 0, new byte[8]);
        byte[] pings = new byte[ping.length * 1000];
        for (int i = 0; i < 1000; i++) {
            System.arraycopy(ping, 0, pings, i * ping.length, ping.length);
        }
        try (Http2ServerUnderTest other = Http2ServerUnderTest.with(Handlers.echo(), patient);
                Http2Peer deaf = Http2Peer.narrow(other.port())) {
            try {
                for (int round = 0; round < MANY; round++) {
                    deaf.write(pings);
                }
            } catch (IOException e) {
                // It has ended already.
            }
            assertThat(other.awaitEnd()).isEqualTo(ConnectionEnd.UNREAD_REPLIES);
        }
    }

    @Test
    void whatBrowsersDoIsNoFlood() throws Exception {
        for (int i = 0; i < 1000; i++) {
            int stream = 2 * i + 1;
            peer.frame(16, 0, 0, new byte[8]).headers(stream, true, head("GET", "/"));
            peer.numbers(Frames.WINDOW_UPDATE, 0, 10).frame(Frames.PRIORITY, 0, stream, new byte[5]);
            parked.take().callback().succeeded();
            assertThat(peer.status(stream)).isEqualTo(200);
            peer.frame(Frames.PING, 0, 0, new byte[8]);
        }
        peer.assertAlive();
        assertThat(server.ends()).isEmpty();
    }
}
