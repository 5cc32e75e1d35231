package dev.seawall.frontdoor.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.frontdoor.guard.Enforcement;
import dev.seawall.frontdoor.guard.GuardFacts;
import dev.seawall.frontdoor.guard.Network;
import dev.seawall.frontdoor.guard.RefusalReason;
import dev.seawall.frontdoor.knobs.KnobFacts;
import dev.seawall.frontdoor.knobs.Setting;
import dev.seawall.frontdoor.telemetry.Exchanges;
import dev.seawall.frontdoor.telemetry.Identity;
import dev.seawall.frontdoor.tls.CertificateFacts;
import dev.seawall.frontdoor.tls.CertificateSighting;
import dev.seawall.frontdoor.workers.Observation;
import dev.seawall.frontdoor.workers.Observation.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The writer produces what docs/protocol/ shows. */
class GoldenReportsTest {
    private final JsonMapper json = new JsonMapper();

    private JsonNode golden(String name) throws IOException {
        try (InputStream in = GoldenReportsTest.class.getResourceAsStream("/protocol/" + name)) {
            return json.readTree(Objects.requireNonNull(in));
        }
    }

    private static @Nullable Instant instant(@Nullable JsonNode node) {
        return node == null ? null : Instant.parse(node.asString());
    }

    private static Observation observation(JsonNode golden) {
        JsonNode rtt = golden.get("rttMillis");
        return new Observation(
                golden.get("observer").asString(),
                golden.get("subject").asString(),
                golden.get("address").asString(),
                Outcome.valueOf(golden.get("outcome").asString().toUpperCase(Locale.ROOT)),
                rtt == null ? null : Duration.ofNanos(Math.round(rtt.asDouble() * 1e6)),
                instant(golden.get("at")),
                instant(golden.get("lastReachedAt")),
                golden.get("tries").asInt(),
                golden.get("breaker").asString(),
                golden.get("sentence").asString());
    }

    @Test
    void whatTheGuardHasToSayIsWrittenAsTheGoldenFileShows() throws Exception {
        JsonNode golden = golden("guard.json");
        Instant now = Instant.parse(golden.get("now").asString());
        var facts = new GuardFacts(
                Enforcement.SHORT,
                true,
                List.of(golden.at("/shortOf/0").asString()),
                golden.get("remembered").asInt(),
                counts(golden.get("refused")),
                counts(golden.get("spared")),
                golden.get("networks")
                        .valueStream()
                        .map(each -> exceeding(each, now))
                        .toList(),
                List.of());
        var identity = new Identity(golden.get("component").asString(), "shop", "0.1.0", AdminUnderTest.STARTED);

        JsonNode written = json.readTree(Json.bytes(GuardReport.of(identity, now, facts)));

        assertThat(written).isEqualTo(golden);
        assertThat(written.propertyNames()).containsExactlyElementsOf(golden.propertyNames());
    }

    @Test
    void whatKnobsAreAtIsWrittenAsTheGoldenFileShows() throws Exception {
        JsonNode golden = golden("knobs.json");
        Instant now = Instant.parse(golden.get("now").asString());
        List<KnobFacts> knobs =
                golden.get("knobs").valueStream().map(GoldenReportsTest::knob).toList();

        JsonNode written = json.readTree(Json.bytes(
                KnobsReport.of(golden.get("component").asString(), now, Path.of("/var/log/seawall/knobs"), knobs)));

        assertThat(written).isEqualTo(golden);
        assertThat(written.propertyNames()).containsExactlyElementsOf(golden.propertyNames());
        assertThat(written.at("/knobs/0").propertyNames())
                .containsExactlyElementsOf(golden.at("/knobs/0").propertyNames());
    }

    private static KnobFacts knob(JsonNode golden) {
        JsonNode set = golden.path("set");
        return new KnobFacts(
                golden.get("name").asString(),
                golden.get("does").asString(),
                golden.get("values").asString(),
                golden.get("normal").asString(),
                golden.get("value").asString(),
                set.isMissingNode()
                        ? null
                        : new Setting(
                                golden.get("name").asString(),
                                golden.get("value").asString(),
                                set.get("owner").asString(),
                                set.get("reason").asString(),
                                Instant.parse(set.get("from").asString()),
                                Instant.parse(set.get("until").asString())));
    }

    private static Map<RefusalReason, Long> counts(JsonNode golden) {
        Map<RefusalReason, Long> counts = new EnumMap<>(RefusalReason.class);
        for (RefusalReason reason : RefusalReason.values()) {
            counts.put(reason, golden.get(reason.label()).asLong());
        }
        return counts;
    }

    private static GuardFacts.Exceeding exceeding(JsonNode golden, Instant now) {
        return new GuardFacts.Exceeding(
                Network.parse(golden.get("network").asString()),
                golden.get("open").asInt(),
                golden.get("requestsExceeded").asLong(),
                golden.get("connectionsExceeded").asLong(),
                golden.get("turnedOff").asLong(),
                golden.get("isTurnedOff").asBoolean(),
                Duration.between(Instant.parse(golden.get("at").asString()), now));
    }

    @Test
    void observationsOfWorkersAndTheirOwnAreWrittenAsTheGoldenFileShows() throws Exception {
        JsonNode golden = golden("observations.json");
        try (var admin = new AdminUnderTest("worker-1", "worker-2")) {
            admin.observations.add(observation(golden.at("/observations/0")));
            admin.observations.add(observation(golden.at("/observations/1")));

            admin.reported.add(golden.at("/observations/2"));
            admin.reported.add(golden.at("/observations/3"));
            admin.reported.add(golden.at("/observations/4"));

            JsonNode written = json.readTree(admin.get("/-/observations").body());

            assertThat(written.get("observations")).isEqualTo(golden.get("observations"));
            assertThat(written.propertyNames()).containsExactlyElementsOf(golden.propertyNames());
            for (String header : new String[] {"component", "role", "deployment", "version", "startedAt", "now"}) {
                assertThat(written.get(header)).isEqualTo(golden.get(header));
            }
        }
    }

    @Test
    void aCertificateThatTheFrontDoorSawHasTheFieldsThatAWorkerGivesItsOwn() throws Exception {
        ObjectNode golden = (ObjectNode) golden("observations.json").at("/observations/4");
        JsonNode facts = golden.get("certificate");
        var seen = new CertificateSighting(
                golden.get("observer").asString(),
                facts.get("of").asString(),
                new CertificateFacts(
                        facts.get("subject").asString(),
                        facts.get("serial").asString(),
                        Instant.parse(facts.get("notAfter").asString())),
                Instant.parse(golden.get("at").asString()));

        ObjectNode written = json.valueToTree(SeenCertificate.of(seen, seen.at()));

        golden.put("sentence", "certificate of tls expires in 88 days; worker-1 saw it 0 s ago");
        assertThat(written).isEqualTo(golden);
    }

    @Test
    void anObservationBeforeTheFirstTryLeavesOutWhatItDoesNotKnow() throws Exception {
        try (var admin = new AdminUnderTest("worker-1")) {
            admin.observations.add(new Observation(
                    "front-door-1",
                    "worker-1",
                    "127.0.0.1:9001",
                    Outcome.UNKNOWN,
                    null,
                    null,
                    null,
                    0,
                    "closed",
                    "front-door-1 has not tried worker-1 at 127.0.0.1:9001 yet"));

            JsonNode written =
                    json.readTree(admin.get("/-/observations").body()).at("/observations/0");

            assertThat(written.propertyNames())
                    .containsExactly("observer", "subject", "address", "outcome", "tries", "breaker", "sentence");
            assertThat(written.get("outcome").asString()).isEqualTo("unknown");
        }
    }

    @Test
    void theHistoryHasTheFieldsAndTypesOfTheGoldenFile() throws Exception {
        JsonNode golden = golden("history.json");
        try (var admin = new AdminUnderTest("worker-1", "worker-2")) {
            admin.telemetry.onBegin();
            admin.telemetry.onEnd(Exchanges.complete(200, Duration.ofMillis(2)));
            admin.history.tick();

            JsonNode written = json.readTree(admin.get("/-/history").body());

            assertThat(shape(written)).isEqualTo(shape(golden));
            assertThat(written.get("component")).isEqualTo(golden.get("component"));
            assertThat(written.get("intervalMillis")).isEqualTo(golden.get("intervalMillis"));
            assertThat(written.at("/samples/0/status").propertyNames())
                    .containsExactlyElementsOf(golden.at("/samples/0/status").propertyNames());
        }
    }

    /** Names and kinds of all fields, values left out. */
    private static String shape(JsonNode node) {
        if (node.isObject()) {
            var fields = new TreeMap<String, String>();
            node.properties().forEach(field -> fields.put(field.getKey(), shape(field.getValue())));
            return fields.toString();
        }
        return node.isArray()
                ? "[" + shape(node.get(0)) + "]"
                : node.getNodeType() + (node.isIntegralNumber() ? "i" : "");
    }
}
