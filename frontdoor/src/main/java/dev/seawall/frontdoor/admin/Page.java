package dev.seawall.frontdoor.admin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The dashboard's files, from the class path. There is no build step: the browser runs what stands in the repository,
 * and uPlot as its WebJar ships it.
 *
 * <p>The security policy lets the page run and load only these files and read only this server, so that text which
 * came from outside can never run as script (Content Security Policy Level 3).
 */
final class Page {
    static final String SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String OWN = "dev/seawall/frontdoor/admin/";
    private static final String UPLOT = "META-INF/resources/webjars/uplot/1.6.30/dist/";
    private static final List<String> OWN_FILES = List.of(
            "dashboard.css",
            "dashboard.js",
            "timeline.js",
            "topology.js",
            "charts.js",
            "dom.js",
            "format.js",
            "guard.js",
            "knobs.js",
            "icon.svg");

    private static final Map<String, String> CONTENT_TYPES = Map.of(
            "html", "text/html;charset=utf-8",
            "css", "text/css;charset=utf-8",
            "js", "text/javascript;charset=utf-8",
            "svg", "image/svg+xml");

    private Page() {}

    /** Path to file, read once. */
    static Map<String, Answer> files() {
        Map<String, Answer> files = new HashMap<>();
        files.put("/", file(OWN + "index.html"));
        OWN_FILES.forEach(name -> files.put("/" + name, file(OWN + name)));
        files.put("/uplot.js", file(UPLOT + "uPlot.esm.js"));
        files.put("/uplot.css", file(UPLOT + "uPlot.min.css"));
        return files;
    }

    private static Answer file(String resource) {
        try (InputStream in = Page.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not on the class path: the build left it out");
            }
            return Answer.asset(contentType(resource), in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String contentType(String resource) {
        return CONTENT_TYPES.getOrDefault(
                resource.substring(resource.lastIndexOf('.') + 1), "application/octet-stream");
    }
}
