package dev.seawall.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seawall.frontdoor.config.ConfigException;
import dev.seawall.frontdoor.http.HttpsConfig;
import dev.seawall.frontdoor.tls.WorkerTlsConfig;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The reference file is the manual: it must say what the records say. And: every problem is told, with its line. */
class FrontDoorConfigTest {
    private static final Path REFERENCE = Path.of("..", "docs", "reference", "frontdoor.yaml");
    private static final Path HERE = Path.of("").toAbsolutePath();

    private static final String REQUIRED = """
            name: front-door-1
            deployment: shop
            http: {host: 127.0.0.1, port: 8080}
            admin: {host: 127.0.0.1, port: 8900}
            workers:
              - {name: worker-1, host: 127.0.0.1, port: 9001}
              - {name: worker-2, host: 127.0.0.1, port: 9002}
              - {name: worker-3, host: 127.0.0.1, port: 9003}
            routes:
              - {match: /v1/objects/, owner: path}
              - {match: /v1/objects, owner: all}
              - {match: /, owner: any}
            """;

    @Test
    void theReferenceFileShowsTheDefaults() {
        assertThat(FrontDoorConfig.load(REFERENCE)).isEqualTo(FrontDoorConfig.parse(REQUIRED, HERE));
    }

    @Test
    void theReferenceFileNamesEveryKey() throws IOException {
        String reference = Files.readString(REFERENCE);

        assertThat(keys(FrontDoorConfig.class)).hasSizeGreaterThan(20).allSatisfy(key -> assertThat(reference)
                .containsPattern("\\b" + key + ":"));
    }

    @Test
    void whatTheReferenceFileShowsCommentedOutCanBeUsed() throws IOException {
        String reference = Files.readString(REFERENCE)
                .replaceAll("(?m)^# (https:|workerTls:|accessLog:|  \\{host|  \\{authority)", "$1");

        FrontDoorConfig config = FrontDoorConfig.parse(reference, HERE);

        assertThat(config.https())
                .isEqualTo(new HttpsConfig("127.0.0.1", 8443, HERE.resolve("cert.pem"), HERE.resolve("key.pem")));
        assertThat(config.accessLog()).isEqualTo(HERE.resolve("access.log"));
        assertThat(config.workerTls())
                .isEqualTo(new WorkerTlsConfig(
                        HERE.resolve("ca.pem"), HERE.resolve("worker-cert.pem"), HERE.resolve("worker-key.pem")));
    }

    @Test
    void allProblemsAreToldTogetherInTheOrderOfTheirLines() {
        String yaml = """
                name: Front Door
                deployment: shop
                htpp: {host: 127.0.0.1, port: 8080}
                http: {host: 127.0.0.1, port: "8080"}
                admin: {host: 127.0.0.1}
                relay:
                  connectTimeout: -3s
                  firstByteTimeout: 30
                  idleTimeout: 2h
                workers:
                  - {name: worker-1, host: "127.0.0.1:9001", port: 0}
                routes:
                  - {match: /v1/objects, owner: path}
                  - {match: objects/, owner: some}
                limits: {bodyBytes: 5GB, headerBytes: 16}
                """;

        assertThatThrownBy(() -> FrontDoorConfig.parse(yaml, HERE))
                .isInstanceOf(ConfigException.class)
                .hasMessage("""
                        frontdoor.yaml line 3: htpp is no key here; known: name, deployment, http, https, admin, \
                        workers, workerTls, routes, limits, relay, probe, breaker, admission, guard, proxyProtocol, \
                        knobs, cache, drain, accessLog
                        frontdoor.yaml line 4: http.port must be a whole number, not the text "8080"
                        frontdoor.yaml line 5: admin.port is required
                        frontdoor.yaml line 7: relay.connectTimeout must be between 1ms and 10m, not -3s
                        frontdoor.yaml line 8: relay.firstByteTimeout must be a duration such as 500ms, 30s or 5m, \
                        not the number 30
                        frontdoor.yaml line 9: relay.idleTimeout must be between 1ms and 1h, not 2h
                        frontdoor.yaml line 11: workers[0].host must be a host name or an address without a port, \
                        not "127.0.0.1:9001"
                        frontdoor.yaml line 11: workers[0].port must be between 1 and 65535, not 0
                        frontdoor.yaml line 13: routes[0].match must end in / because its owner is path, \
                        not "/v1/objects"
                        frontdoor.yaml line 14: routes[1].owner must be one of path, all, any, not the text "some"
                        frontdoor.yaml line 15: limits.bodyBytes must be a size such as 512B, 16KiB or 5GiB, \
                        not the text "5GB"
                        frontdoor.yaml line 15: limits.headerBytes must be a size such as 512B, 16KiB or 5GiB \
                        below 2GiB, not the number 16""");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: front-door-1 | name: Door_1 | 'line 1: name must be 1 to 63 lower-case letters'",
                "port: 8900 | port: 8080 | 'line 4: admin must differ from http, not be 127.0.0.1:8080 too'",
                "worker-2 | worker-3 | 'line 7: workers[1].name must be worker-2, '",
                "port: 9002 | port: 9001 | 'line 7: workers[1] must differ from worker-1, not be at 127.0.0.1:9001 too'",
                "port: 9002 | port: 65536 | 'line 7: workers[1].port must be between 1 and 65535, not 65536'",
                "port: 9002 | port: 99999999999 | 'line 7: workers[1].port must be a whole number, not the number '",
                "'match: /,' | 'match: /v1/objects,' | 'line 12: routes[2].match must differ from routes[1].match'",
                "'match: /,' | 'match: /a/../b,' | 'line 12: routes[2].match must be a path that begins with /'",
                "'match: /,' | 'match: /a%20b,' | 'line 12: routes[2].match must be a path that begins with /'",
                "host: 127.0.0.1 | host: 10 | 'line 3: http.host must be text (in quotes if it looks like something'",
                "deployment: shop | deployment: | 'line 2: deployment must be text (in quotes if it looks like something else), not nothing'",
                "deployment: shop | name: shop | 'line 2: name is given twice, first in line 1'",
                "deployment: shop | deployment: [shop] | 'line 2: deployment must be text (in quotes if it looks like something else), not a list'",
                "deployment: shop | 'shop' | frontdoor.yaml line "
            })
    void aMistakeIsToldWithItsLine(String right, String wrong, String told) {
        String yaml = REQUIRED.replace(right, wrong);

        assertThatThrownBy(() -> FrontDoorConfig.parse(yaml, HERE))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"routes: []", "routes: {}", "routes: [5]", "drain: 30s", "drain: {limit: 1h30m}"})
    void aWrongShapeIsAProblemAndNoStackTrace(String wrong) {
        String yaml = REQUIRED.substring(0, REQUIRED.indexOf("routes:")) + wrong;

        assertThatThrownBy(() -> FrontDoorConfig.parse(yaml, HERE)).isInstanceOf(ConfigException.class);
    }

    @Test
    void anEmptyFileIsToldWhatIsRequired() {
        assertThatThrownBy(() -> FrontDoorConfig.parse("# nothing\n", HERE)).hasMessage("""
                frontdoor.yaml: name is required
                frontdoor.yaml: deployment is required
                frontdoor.yaml: http is required
                frontdoor.yaml: admin is required
                frontdoor.yaml: workers is required
                frontdoor.yaml: routes is required""");
    }

    @Test
    void aFileThatIsNotThereOrNotTextIsNamed(@TempDir Path folder) throws IOException {
        Path binary = Files.write(folder.resolve("binary.yaml"), new byte[] {(byte) 0xC3, 0x28});

        assertThatThrownBy(() -> FrontDoorConfig.load(folder.resolve("no.yaml")))
                .hasMessage("no.yaml: there is no such file: " + folder.resolve("no.yaml"));
        assertThatThrownBy(() -> FrontDoorConfig.load(binary)).hasMessage("binary.yaml: is not UTF-8 text");
    }

    @Test
    void anAliasASecondDocumentAndBrokenYamlAreProblems() {
        assertThatThrownBy(() -> FrontDoorConfig.parse(REQUIRED.replace("shop", "*shop"), HERE))
                .hasMessageContaining("line 2: deployment must be written out, not referred to with *");
        assertThatThrownBy(() -> FrontDoorConfig.parse(REQUIRED + "---\nname: x\n", HERE))
                .hasMessageContaining("a second document begins here");
        assertThatThrownBy(() -> FrontDoorConfig.parse(REQUIRED.replace("8080}", "8080"), HERE))
                .hasMessageMatching("frontdoor.yaml line \\d+: can't be read as YAML: .+");
    }

    private static Stream<String> keysOf(Class<?> type) {
        return Stream.of(type.getRecordComponents())
                .flatMap(component -> Stream.concat(Stream.of(component.getName()), inner(component)));
    }

    private static List<String> keys(Class<?> type) {
        return keysOf(type).toList();
    }

    private static Stream<String> inner(RecordComponent component) {
        return component.getType().isRecord() ? keysOf(component.getType()) : Stream.of();
    }
}
