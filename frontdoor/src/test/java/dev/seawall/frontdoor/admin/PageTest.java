package dev.seawall.frontdoor.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PageTest {
    /** What makes a browser load another file: attributes of the page, imports of a script. */
    private static final Pattern LOADS = Pattern.compile("(?:href|src)=\"(/[^\"]*)\"|from '([./][^']*)'");

    @Test
    void everyFileThatThePageLoadsIsServedWithItsType() throws Exception {
        try (var admin = new AdminUnderTest("worker-1")) {
            Set<String> loaded = new LinkedHashSet<>(Set.of("/"));
            Deque<String> toLoad = new ArrayDeque<>(loaded);
            while (!toLoad.isEmpty()) {
                String path = toLoad.remove();
                var response = admin.get(path);
                assertThat(response.statusCode()).as(path).isLessThan(400);
                assertThat(response.headers().firstValue("Content-Type").orElse(""))
                        .as(path)
                        .startsWith(expectedType(path));
                LOADS.matcher(response.body()).results().forEach(found -> {
                    String next = found.group(1) != null
                            ? found.group(1)
                            : found.group(2).replace("./", "/");
                    if (loaded.add(next)) {
                        toLoad.add(next);
                    }
                });
            }

            assertThat(loaded).contains("/dashboard.css", "/dashboard.js", "/charts.js", "/uplot.js", "/icon.svg");
            assertThat(loaded).containsAll(Page.files().keySet());
        }
    }

    private static String expectedType(String path) {
        if (path.endsWith(".js")) {
            return "text/javascript";
        }
        if (path.endsWith(".css")) {
            return "text/css";
        }
        if (path.endsWith(".svg")) {
            return "image/svg+xml";
        }
        return path.equals("/") ? "text/html" : path.equals("/metrics") ? "text/plain" : "application/json";
    }

    @Test
    void nothingRunsButTheFilesThemselves() throws Exception {
        try (var admin = new AdminUnderTest("worker-1")) {
            HttpResponse<String> page = admin.get("/");

            assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe", "*", "http", "data:");
            assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(page.body()).doesNotContain("style=\"", "onclick", "<script>", "<style");
        }
    }

    @Test
    void noScriptMakesMarkupOfText() throws IOException, InterruptedException {
        try (var admin = new AdminUnderTest("worker-1")) {
            for (String path : Page.files().keySet()) {
                if (path.endsWith(".js") && !path.equals("/uplot.js")) {
                    assertThat(admin.get(path).body())
                            .as(path)
                            .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(");
                }
            }
        }
    }
}
