package dev.seawall.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.seawall.deploy.flood.record.Polite;
import dev.seawall.deploy.flood.record.Run;
import dev.seawall.deploy.flood.record.RunLog;
import dev.seawall.deploy.flood.record.Window;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** {@code seawall load} against a server of the test's own. */
@Timeout(60)
class LoadCommandTest {
    private Shell shell;
    private HttpServer server;
    private final ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void open(@TempDir Path directory) throws IOException {
        shell = new Shell(directory, Shell.BLUEPRINT);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("X-Token") + " " + body);
            boolean away = exchange.getRequestURI().getPath().equals("/away");
            exchange.getResponseHeaders().set("Location", "http://192.0.2.1/");
            exchange.sendResponseHeaders(away ? 302 : 200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void everythingAnsweredEndsWithZeroAndLeavesAReport() throws Exception {
        var load = shell.run("load", url("/a"), "--rate", "20", "--duration", "1", "--output", "run");

        assertThat(load.code()).as(load.err()).isZero();
        assertThat(load.out()).contains("20 of 20 requests answered as expected (100.00%)", "p99", "report.html");
        assertThat(seen).hasSize(20);
        assertThat(directory("run").resolve("report.html")).exists();
        assertThat(directory("run").resolve("report.json")).exists();
        var log = RunLog.read(directory("run").resolve("run.jsonl"));
        assertThat(log.getFirst())
                .isInstanceOfSatisfying(Run.class, run -> assertThat(run.kind()).isEqualTo("load"));
        assertThat(log.getLast()).isInstanceOfSatisfying(Window.class, window -> {
            assertThat(window.topology()).isEqualTo("target");
            assertThat(log.stream().filter(Polite.class::isInstance))
                    .hasSize(2)
                    .allMatch(entry -> window.covers(entry.at()));
        });
    }

    @Test
    void whatIsNotAnsweredAsExpectedEndsWithTwoAndIsToldByKind() throws Exception {
        var load = shell.run("load", url("/away"), "--rate", "10", "--duration", "0.5", "--json");

        assertThat(load.code()).as(load.err()).isEqualTo(2);
        var told = new JsonMapper().readTree(load.out());
        assertThat(told.path("answered").asLong()).isZero();
        assertThat(told.path("failures").path("status-302").path("count").asLong())
                .isEqualTo(5);
        assertThat(told.path("failures").path("status-302").path("first").asString())
                .contains("leads to http://192.0.2.1/", "nothing is followed");
        assertThat(Path.of(told.path("report").asString())).exists().startsWith(directory(".seawall/load"));
    }

    @Test
    void methodHeaderAndBodyAreSentAndOnlyTheMethodIsShown() throws Exception {
        Files.writeString(shell.directory.resolve("body.txt"), "secret-body");

        var load = shell.run(
                "load",
                url("/a?key=secret-query"),
                "--rate",
                "10",
                "--duration",
                "0.2",
                "-o",
                "run",
                "--method",
                "put",
                "--header",
                "X-Token: secret-token",
                "--body",
                "@body.txt");

        assertThat(load.code()).as(load.err()).isZero();
        assertThat(seen).hasSize(2).containsOnly("PUT /a?key=secret-query secret-token secret-body");
        for (String file : List.of("run.jsonl", "report.json", "report.html")) {
            assertThat(Files.readString(directory("run").resolve(file)))
                    .contains("PUT")
                    .doesNotContain("secret-");
        }
    }

    @Test
    void aStrangersAddressIsAskedAboutAndNothingIsSentWithoutAYes() {
        var load = shell.runTyping("no\n", "load", "http://192.0.2.1/", "--duration", "0.2");

        assertThat(load.code()).as(load.err()).isEqualTo(1);
        assertThat(load.out()).contains("192.0.2.1", "Is it yours");
        assertThat(load.err()).contains("Nothing was sent");
        assertThat(shell.directory.resolve(".seawall/load")).doesNotExist();
    }

    @Test
    void mistakesAreToldBeforeAnythingIsSent() {
        assertMistake("2000 requests per second, not 2001", "--rate", "2001");
        assertMistake("--duration must be", "--duration", "0");
        assertMistake("--header can't set Host", "--header", "Host: other");
        assertMistake("--header must be like", "--header", "no colon");
        assertMistake("--method must be a name", "--method", "GET /");
        assertThat(shell.run("load", "ftp://127.0.0.1/").code()).isEqualTo(2);
        assertThat(shell.run("load").code()).isEqualTo(2);
        assertThat(seen).isEmpty();
    }

    @Test
    void aDirectoryThatHoldsARunIsNotWrittenOver() {
        shell.run("load", url("/a"), "--duration", "0.2", "-o", "run");

        var again = shell.run("load", url("/a"), "--duration", "0.2", "-o", "run");

        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).contains("holds another run");
    }

    private void assertMistake(String words, String option, String value) {
        var load = shell.run("load", url("/a"), option, value);

        assertThat(load.code()).as(load.err()).isEqualTo(2);
        assertThat(load.err()).contains(words);
    }

    private Path directory(String name) {
        return shell.directory.resolve(name).toAbsolutePath().normalize();
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }
}
