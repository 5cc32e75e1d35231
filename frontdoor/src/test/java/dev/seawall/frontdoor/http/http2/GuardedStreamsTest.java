package dev.seawall.frontdoor.http.http2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.frontdoor.FrontDoorUnderTest;
import dev.seawall.frontdoor.RawWorker;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.junit.jupiter.api.Test;

/** A stream is a request to the guard, and a connection may begin with a load balancer's header. */
class GuardedStreamsTest {
    private static final String STRICT =
            "guard: {enforce: always, requestsPerSecond: 5, burst: 2s, ban: 5m, exempt: [], neighbours: 1}";

    @Test
    void streamsBeyondTheRateAreToldSoAndThenTheConnectionIsCutOff() throws Exception {
        try (var worker = RawWorker.answeringOk();
                var door = FrontDoorUnderTest.with(List.of(STRICT), worker);
                Http2Peer peer = Http2Peer.greeting(door.port())) {
            int stream = 1;
            Http2Peer.Frame head = peer.get(stream).readOf(stream);
            HttpFields fields = peer.fields(head);
            while (!fields.contains("RateLimit") && stream < 2000) {
                peer.body(stream);
                stream += 2;
                head = peer.get(stream).readOf(stream);
                fields = peer.fields(head);
            }

            assertThat(fields.get("RateLimit-Policy")).isEqualTo("\"requests\";q=10;w=2");
            assertThat(fields.get("Retry-After")).isBetween("1", "3");
            peer.body(stream);
            peer.assertAlive();
            for (int more = 0; more < 40; more++) {
                stream += 2;
                peer.write(Http2Peer.bytesOf(
                        Frames.HEADERS, Frames.END_HEADERS | Frames.END_STREAM, stream, Http2Peer.head("GET", "/")));
            }
            peer.assertClosed();
        }
    }

    @Test
    void priorKnowledgeWorksBehindAProxyHeader() throws Exception {
        try (var worker = RawWorker.answeringOk();
                var door = FrontDoorUnderTest.with(
                        List.of("proxyProtocol: {trusted: [{network: 127.0.0.1/32}]}"), worker);
                Http2Peer peer = Http2Peer.silent(door.port())) {

            peer.write("PROXY TCP4 203.0.113.9 198.51.100.1 51234 80\r\n" + Http2Peer.PREFACE)
                    .frame(Frames.SETTINGS, 0, 0)
                    .get(1);

            assertThat(peer.status(1)).isEqualTo(200);
            assertThat(worker.next().values("X-Forwarded-For")).containsExactly("203.0.113.9");
        }
    }
}
