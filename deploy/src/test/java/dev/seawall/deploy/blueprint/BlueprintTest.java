package dev.seawall.deploy.blueprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlueprintTest {
    private static final Path TOP = Path.of("..").toAbsolutePath().normalize();

    @Test
    void theReferenceFileShowsEveryKeyWithItsDefault() throws Exception {
        var reference = Blueprint.load(TOP.resolve("docs/reference/seawall.yaml"));

        assertThat(reference).isEqualTo(Blueprint.parse("seawall.yaml", "name: shop"));
    }

    @Test
    void theExampleAtTheTopIsAValidBlueprint() throws Exception {
        var example = Blueprint.load(TOP.resolve("seawall.yaml"));

        assertThat(example.name()).isEqualTo("shop");
        assertThat(example.listsEveryWorker()).isTrue();
    }

    @Test
    void allProblemsAreReportedTogetherInTheOrderOfTheFile() {
        var problems = problemsOf("""
                name: Shop
                region: somewhere
                frontdoors: {count: 0, type: big, market: free, ports: {http: 80, https: 80, ftp: 21}}
                workers:
                  count: 100
                  count: 3
                  volume: {size: 5, type: floppy, iops: many, encrypted: maybe}
                  app: {artifact: build/app.tar.gz}
                wokers: 3
                routes:
                  - {match: /v1/objects, owner: path}
                  - {match: no-slash, owner: nobody}
                  - {match: /v1/objects, owner: all}
                  - everything
                  - {match: /a/}
                limits: {clientRequestsPerSecond: 50, bodyBytes: 6GiB}
                local: {http: 8900, https: 8443, worker: -1, workerAdmin: 65500}
                """);

        assertThat(problems)
                .containsExactly(
                        "seawall.yaml line 1: name must be 1 to 32 of a-z, 0-9 and -, begin with a letter and not end in"
                                + " -, such as shop, not Shop",
                        "seawall.yaml line 2: region must be an AWS region such as us-east-1, not somewhere",
                        "seawall.yaml line 3: frontdoors.count must be 1 to 99, not 0",
                        "seawall.yaml line 3: frontdoors.type must be an EC2 instance type such as c7g.large, not big",
                        "seawall.yaml line 3: frontdoors.market must be one of on-demand, spot, not free",
                        "seawall.yaml line 3: frontdoors.ports.https must differ from ports.http, not be 80 too",
                        "seawall.yaml line 3: frontdoors.ports.ftp is not a key; did you mean http?",
                        "seawall.yaml line 5: workers.count must be 1 to 99, not 100",
                        "seawall.yaml line 6: workers.count is given twice, first in line 5",
                        "seawall.yaml line 7: workers.volume.size must be a size from 1GiB to 16TiB, not 5",
                        "seawall.yaml line 7: workers.volume.type must be one of gp3, io2, not floppy",
                        "seawall.yaml line 7: workers.volume.iops must be 100 to 64000, not many",
                        "seawall.yaml line 7: workers.volume.encrypted must be true or false, not maybe",
                        "seawall.yaml line 8: workers.app must be reference, not a group of keys: this version runs only"
                                + " the reference application as a worker",
                        "seawall.yaml line 9: wokers is not a key; did you mean workers?",
                        "seawall.yaml line 11: routes[1].match must end in / for owner: path, as the key follows it; not"
                                + " /v1/objects",
                        "seawall.yaml line 12: routes[2].match must be a path that begins with /, not no-slash",
                        "seawall.yaml line 12: routes[2].owner must be one of path, all, any, not nobody",
                        "seawall.yaml line 13: routes[3].match is /v1/objects as in line 11 already",
                        "seawall.yaml line 14: routes[4] must be a group of keys, not everything",
                        "seawall.yaml line 15: routes[5].owner is missing: it must be one of path, all, any",
                        "seawall.yaml line 16: limits.bodyBytes must be a size from 1B to 5GiB, not 6GiB",
                        "seawall.yaml line 16: limits.clientRequestsPerSecond is not a key; known here: bodyBytes",
                        "seawall.yaml line 17: local.worker must be 0 to 65535, not -1",
                        "seawall.yaml line 17: local.frontdoorAdmin leads to port 8900, which overlaps 8900 of local.http");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: [                 | not YAML",
                "- shop                  | must hold keys and values, not a list",
                "''                      | the file is empty",
                "name:                   | name must be 1 to 32",
                "region: us-east-1       | name is missing"
            })
    void aFileThatIsNoBlueprintIsToldSo(String yaml, String told) {
        assertThat(problemsOf(yaml))
                .anySatisfy(problem ->
                        assertThat(problem).startsWith("seawall.yaml line ").contains(told));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http: 65500", "worker: 65500"})
    void portsBeyondTheLastAreRefused(String local) {
        assertThat(problemsOf("{name: shop, frontdoors: {count: 50}, workers: {count: 50}, local: {" + local + "}}"))
                .hasSize(1)
                .first()
                .asString()
                .contains("beyond 65535");
    }

    @Test
    void aMissingFileIsToldWithTheRemedy() {
        var failure = catchThrowableOfType(BlueprintException.class, () -> Blueprint.load(Path.of("nowhere.yaml")));

        assertThat(failure.problems()).singleElement().asString().contains("nowhere.yaml", "--file");
    }

    @Test
    void sizesAreReadAndWrittenBackExactly() {
        for (var text : List.of("1B", "16KiB", "1000MiB", "5GiB", "16TiB")) {
            assertThat(ByteSize.parse(text)).hasToString("Optional[" + text + "]");
        }
        assertThat(ByteSize.parse("16KiB")).contains(new ByteSize(16384));
        assertThat(ByteSize.parse("16KB")).isEmpty();
        assertThat(ByteSize.parse("")).isEmpty();
    }

    private static List<String> problemsOf(String yaml) {
        return catchThrowableOfType(BlueprintException.class, () -> Blueprint.parse("seawall.yaml", yaml))
                .problems();
    }
}
