package dev.seawall.deploy.flood.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Attacks on HTTP/2, seen by a server on loopback that knows its frames. */
class Http2AttacksTest {
    private static final byte[] REQUEST = Http2.get(false, "/x", "shop");

    private static Victim under(Talk.Maker talks) throws IOException {
        var victim = new Victim();
        return victim.under(new Crew(Victim.pacer(2_000), victim.dialer(), talks, 1, victim.tally));
    }

    private static Victim resets() throws IOException {
        return under((wire, tally) -> new RapidReset(wire, tally, false, "/x", "shop"));
    }

    /** Takes the preface and both SETTINGS, gives its own. */
    private static DataInputStream greet(Socket connection) throws IOException {
        var in = new DataInputStream(connection.getInputStream());
        assertThat(in.readNBytes(24)).isEqualTo(Http2.PREFACE);
        assertThat(Http2.read(in).type()).isEqualTo(Http2.SETTINGS);
        send(connection, Http2.frame(Http2.SETTINGS, 0, 0));
        Http2.Frame acknowledged = Http2.read(in);
        assertThat(acknowledged.type()).isEqualTo(Http2.SETTINGS);
        assertThat(acknowledged.isAck()).isTrue();
        return in;
    }

    private static void send(Socket connection, byte[] frame) throws IOException {
        connection.getOutputStream().write(frame);
        connection.getOutputStream().flush();
    }

    @Test
    void eachRequestIsTakenBackAtOnceOnAStreamOfItsOwn() throws Exception {
        try (var victim = resets()) {
            var in = greet(victim.next());

            for (int stream = 1; stream <= 9; stream += 2) {
                Http2.Frame headers = Http2.read(in);
                assertThat(headers.type()).isEqualTo(Http2.HEADERS);
                assertThat(headers.flags()).isEqualTo(Http2.END_HEADERS | Http2.END_STREAM);
                assertThat(headers.stream()).isEqualTo(stream);
                assertThat(headers.payload()).isEqualTo(REQUEST);
                Http2.Frame reset = Http2.read(in);
                assertThat(reset.type()).isEqualTo(Http2.RST_STREAM);
                assertThat(reset.stream()).isEqualTo(stream);
                assertThat(reset.payload()).isEqualTo(Http2.code(Http2.CANCEL));
            }
        }
    }

    @Test
    void pingsAreAnsweredBetweenResetsSoThatTheConnectionLasts() throws Exception {
        try (var victim = resets()) {
            Socket connection = victim.next();
            var in = greet(connection);
            byte[] payload = {1, 2, 3, 4, 5, 6, 7, 8};
            send(connection, Http2.frame(Http2.PING, 0, 0, payload));

            Http2.Frame frame = Http2.read(in);
            while (frame.type() != Http2.PING) {
                frame = Http2.read(in);
            }
            assertThat(frame.isAck()).isTrue();
            assertThat(frame.payload()).isEqualTo(payload);
        }
    }

    @Test
    void whatTheServerDoesAboutItIsCountedAndAnotherConnectionOpened() throws Exception {
        try (var victim = resets()) {
            try (Socket connection = victim.next()) {
                greet(connection);
                send(connection, Http2.frame(Http2.HEADERS, Http2.END_HEADERS, 1, (byte) 0x88));
                send(connection, Http2.frame(Http2.RST_STREAM, 0, 3, Http2.code(0x7)));
                byte[] goaway = Arrays.copyOf(Http2.code(3), 8);
                goaway[7] = 0xb;
                send(connection, Http2.frame(Http2.GOAWAY, 0, 0, goaway));
                connection.shutdownOutput();
                assertThat(Victim.isGivenUp(connection)).isTrue();
            }
            var outcomes = victim.outcomes();

            assertThat(outcomes.count("goaway-enhance-your-calm")).isEqualTo(1);
            assertThat(outcomes.count("reset-refused-stream")).isEqualTo(1);
            assertThat(outcomes.count("answered")).isEqualTo(1);
            assertThat(outcomes.count("closed-within-1s")).isEqualTo(1);
            greet(victim.next());
        }
    }

    @Test
    void aHeaderGoesOnInContinuationsWithNothingBetweenThem() throws Exception {
        try (var victim = under((wire, tally) -> new EndlessHeader(wire, tally, false, "/x", "shop"))) {
            Socket connection = victim.next();
            var in = greet(connection);
            send(connection, Http2.frame(Http2.PING, 0, 0, new byte[8]));

            Http2.Frame headers = Http2.read(in);
            assertThat(headers.type()).isEqualTo(Http2.HEADERS);
            assertThat(headers.flags()).isEqualTo(Http2.END_STREAM);
            assertThat(headers.payload()).isEqualTo(REQUEST);
            for (int i = 0; i < 50; i++) {
                Http2.Frame more = Http2.read(in);
                assertThat(more.type()).isEqualTo(Http2.CONTINUATION);
                assertThat(more.flags()).isZero();
                assertThat(more.stream()).isEqualTo(headers.stream());
                assertThat(more.payload()).isEqualTo(Http2.field("x-more", "m".repeat(1_000)));
            }
        }
    }
}
