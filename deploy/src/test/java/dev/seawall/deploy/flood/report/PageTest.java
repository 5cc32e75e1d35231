package dev.seawall.deploy.flood.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.deploy.flood.analysis.PlausibleRun;
import dev.seawall.deploy.flood.record.Entry;
import dev.seawall.deploy.flood.record.Latency;
import dev.seawall.deploy.flood.record.Polite;
import dev.seawall.deploy.flood.record.RunLog;
import dev.seawall.deploy.flood.record.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page needs nothing else, and nothing of a log is ever run by it. */
class PageTest {
    private static final String HOSTILE = "</script><script>alert('1')</script><img src=x onerror=alert(2)>";

    @TempDir
    Path folder;

    private String page(List<Entry> entries) throws IOException {
        try (var log = RunLog.appendingTo(folder.resolve(Reports.LOG))) {
            for (Entry entry : entries) {
                log.write(entry);
            }
        }
        Reports.write(folder);
        return Files.readString(folder.resolve(Reports.HTML));
    }

    private static List<String> contents(String page, String element) {
        return Pattern.compile("<" + element + "( [^>]*)?>(.*?)</" + element + ">", Pattern.DOTALL)
                .matcher(page)
                .results()
                .filter(found -> found.group(1) == null || !found.group(1).contains("application/json"))
                .map(found -> found.group(2))
                .toList();
    }

    @Test
    void nothingIsLoadedFromAnywhere() throws IOException {
        String page = page(PlausibleRun.flood().topology("split", 1, 5).log());
        String script = String.join("\n", contents(page, "script"));

        assertThat(page).doesNotContainPattern("<[a-z]+ [^>]*(src|href|action|data)=");
        assertThat(contents(page, "style"))
                .singleElement()
                .satisfies(style -> assertThat(style).doesNotContain("url(").doesNotContain("@import"));
        assertThat(script)
                .doesNotContainPattern("\\bfetch\\(")
                .doesNotContain("XMLHttpRequest", "WebSocket", "EventSource", "sendBeacon", "import(", "importScripts");
        assertThat(Pattern.compile("https?://[^\\s'\"<)]+")
                        .matcher(page)
                        .results()
                        .map(MatchResult::group))
                .as("the chart library's own name and the name of SVG, neither of which is loaded")
                .containsOnly("https://github.com/leeoniya/uPlot", "http://www.w3.org/2000/svg");
    }

    @Test
    void thePolicyAllowsJustTheScriptsAndStylesInThePage() throws IOException {
        String page = page(PlausibleRun.flood().topology("split", 1, 5).log());

        assertThat(page).contains("content=\"default-src 'none'; style-src 'sha256-");
        assertThat(contents(page, "script")).hasSize(2).allSatisfy(script -> assertThat(page)
                .contains(Page.hash(script)));
        assertThat(contents(page, "style")).allSatisfy(style -> assertThat(page).contains(Page.hash(style)));
    }

    @Test
    void aNameThatLooksLikeAScriptStaysAText() throws IOException {
        PlausibleRun run = PlausibleRun.load();
        run.add(new Polite(run.now(), 500, HOSTILE, 10, 10, Map.of(HOSTILE, 1L), Latency.of(Latency.histogram())));
        run.add(new Window(run.now(), 500, HOSTILE, HOSTILE, 1, 1, 1, 1, 0, 0.1, HOSTILE));

        String page = page(run.log());

        assertThat(page)
                .contains("&lt;/script&gt;&lt;script&gt;alert(&#39;1&#39;)")
                .contains("\\u003c/script>\\u003cscript>alert('1')")
                .doesNotContain("<script>alert")
                .doesNotContain("<img");
        assertThat(contents(page, "script")).hasSize(2);
    }
}
