package dev.seawall.frontdoor.http.http2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.frontdoor.ImpatientDoor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever is slow over HTTP/2 and may be is served; whoever only rests makes room. */
class Http2PatientClientsTest {
    private static final int PIECES = 25;

    private static Http2Peer greeting(ImpatientDoor door, boolean tls) throws Exception {
        return new Http2Peer(door.connect(tls, 0, "h2"))
                .write(Http2Peer.PREFACE)
                .frame(Frames.SETTINGS, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anUploadAboveTheRateToAWorkerThatThinksIsServed(boolean tls) throws Exception {
        try (var door = ImpatientDoor.plain();
                Http2Peer peer = greeting(door, tls)) {
            door.worker().script((head, worker) -> {
                worker.readBody();
                worker.awaitSignal();
                worker.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            });
            peer.post(1);
            for (int i = 1; i <= PIECES; i++) {
                TimeUnit.MILLISECONDS.sleep(100);
                peer.data(1, "x".repeat(1024), i == PIECES);
            }
            assertThat(door.worker().next().body()).hasSize(PIECES * 1024);
            TimeUnit.MILLISECONDS.sleep(5 * ImpatientDoor.LIMIT_MILLIS);
            door.worker().signal();

            assertThat(peer.status(1)).isEqualTo(200);
            assertThat(door.ended("slow-body")).isZero();
        }
    }

    /** Eight streams, each at a fraction of the least rate, their client well above it. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void manyAnswersAtOnceShareTheLeastRate(boolean tls) throws Exception {
        String answer = "z".repeat(10_000);
        try (var door = ImpatientDoor.plain();
                Http2Peer peer = greeting(door, tls)) {
            door.worker().script((head, worker) -> {
                worker.readBody();
                worker.write("HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n" + answer);
            });
            peer.setting(Frames.INITIAL_WINDOW_SIZE, 1);
            for (int stream = 1; stream < 16; stream += 2) {
                peer.get(stream);
            }
            for (int i = 0; i < PIECES; i++) {
                TimeUnit.MILLISECONDS.sleep(100);
                for (int stream = 1; stream < 16; stream += 2) {
                    peer.numbers(Frames.WINDOW_UPDATE, stream, 50);
                }
            }

            peer.assertAlive();
            assertThat(door.ended("slow-reader")).isZero();
        }
    }

    /** Each loop knows the oldest of its own, so as many may go as there are loops. */
    @Test
    void whereRoomIsShortOneThatRestsGoesAndTheOthersStay() throws Exception {
        try (var door = ImpatientDoor.with("connections: 20")) {
            List<Http2Peer> peers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                Http2Peer peer = greeting(door, false).get(1);
                assertThat(peer.status(1)).isEqualTo(200);
                peers.add(peer);
            }
            door.awaitEnded("crowded-out");

            int gone = 0;
            for (Http2Peer peer : peers) {
                gone += isAlive(peer) ? 0 : 1;
                peer.close();
            }
            assertThat(gone).isBetween(1, Runtime.getRuntime().availableProcessors());
        }
    }

    private static boolean isAlive(Http2Peer peer) {
        try {
            peer.assertAlive();
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
