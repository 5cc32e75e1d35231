package dev.seawall.frontdoor.http.patience;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.frontdoor.ImpatientDoor;
import dev.seawall.frontdoor.RawClient;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever is slow and may be: each takes several times what an abuser is granted, and is served. */
class PatientClientsTest {
    private static final long LONG_MILLIS = 5 * ImpatientDoor.LIMIT_MILLIS;

    private ImpatientDoor door;

    @BeforeEach
    void start() throws Exception {
        door = ImpatientDoor.plain();
    }

    @AfterEach
    void stop() throws Exception {
        for (String reason : new String[] {"no-request", "slow-head", "slow-body", "slow-reader", "crowded-out"}) {
            assertThat(door.ended(reason)).as(reason).isZero();
        }
        door.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aWorkerThatThinksIsNoFaultOfTheClient(boolean tls) throws Exception {
        door.worker().script((head, peer) -> {
            pause(LONG_MILLIS);
            peer.readBody();
            peer.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        });
        try (RawClient client = door.client(tls)) {
            client.send("PUT /a HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc");
            assertThat(client.receive().status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aWorkerThatDoesNotReadIsNoFaultOfTheClient(boolean tls) throws Exception {
        int length = 16 << 20;
        door.worker().script((head, peer) -> {
            pause(LONG_MILLIS);
            peer.readBody();
            peer.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        });
        try (RawClient client = door.client(tls)) {
            client.send("PUT /a HTTP/1.1\r\nHost: h\r\nContent-Length: " + length + "\r\n\r\n" + "x".repeat(length));
            assertThat(client.receive().status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anUploadOfTenKibibytesASecondGoesOnToItsEnd(boolean tls) throws Exception {
        int pieces = (int) LONG_MILLIS / 100;
        try (RawClient client = door.client(tls)) {
            client.send("PUT /a HTTP/1.1\r\nHost: h\r\nContent-Length: " + pieces * 1024 + "\r\n\r\n");
            for (int i = 0; i < pieces; i++) {
                client.send("x".repeat(1024));
                pause(100);
            }
            assertThat(client.receive().status()).isEqualTo(200);
            assertThat(door.worker().next().body()).hasSize(pieces * 1024);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTunnelInWhichNothingMovesStands(boolean tls) throws Exception {
        door.worker().script((head, peer) -> {
            peer.write("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
            peer.awaitSignal();
            peer.write("moved");
        });
        try (RawClient client = door.client(tls)) {
            client.send("GET /chat HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
            assertThat(client.receive().status()).isEqualTo(101);

            pause(LONG_MILLIS);
            door.worker().signal();

            assertThat(client.receiveBytes(5)).isEqualTo("moved");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aClientThatIsAskedForItsBodyLateSendsItThen(boolean tls) throws Exception {
        door.worker().script((head, peer) -> {
            peer.readBody();
            peer.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        });
        try (RawClient client = door.client(tls)) {
            client.send("PUT /a HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
            assertThat(client.receive().status()).isEqualTo(100);
            client.send("abc");
            assertThat(client.receiveFinal().status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aKeptConnectionMayRestBetweenRequests(boolean tls) throws Exception {
        try (RawClient client = door.client(tls)) {
            for (int i = 0; i < 2; i++) {
                client.send("GET /a HTTP/1.1\r\nHost: h\r\n\r\n");
                assertThat(client.receive().status()).isEqualTo(200);
                pause(LONG_MILLIS * (1 - i));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anAnswerReadAboveTheRateIsNotCutOff(boolean tls) throws Exception {
        int length = 8 << 20;
        door.worker().script((head, peer) -> {
            peer.readBody();
            peer.write("HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n" + "z".repeat(length));
        });
        try (Socket socket = door.connect(tls, 8192)) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(US_ASCII));
            for (long i = 0; i < LONG_MILLIS / 50; i++) {
                assertThat(socket.getInputStream().readNBytes(2048)).hasSize(2048);
                pause(50);
            }
            socket.getInputStream().skipNBytes(length - 2048 * (LONG_MILLIS / 50));
        }
    }

    /** A pace, not a wait for something to happen. */
    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
