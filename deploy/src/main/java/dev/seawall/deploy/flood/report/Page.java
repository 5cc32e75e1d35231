package dev.seawall.deploy.flood.report;

import dev.seawall.deploy.flood.analysis.Findings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A report as one HTML file that needs nothing else. What comes from a log gets into it in two ways only: as escaped
 * text, and as JSON in a block that no browser runs. The page's own policy (Content Security Policy 3) then allows just
 * the scripts and styles that were put in here, by their hashes, and no connection at all. Stateless.
 */
final class Page {
    private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/";
    /** Parts of one script, in an order in which each knows those before it. */
    private static final List<String> SCRIPTS =
            List.of("words.js", "dom.js", "summary.js", "schematic.js", "charts.js", "details.js", "main.js");

    private static final Pattern HOLE = Pattern.compile("\\{\\{([a-z]+)}}");

    private Page() {}

    static String of(Findings findings, String json) {
        String style = resource(UPLOT + "dist/uPlot.min.css") + resource("report.css");
        String library = resource(UPLOT + "dist/uPlot.iife.min.js");
        String script = SCRIPTS.stream().map(Page::resource).collect(Collectors.joining("\n"));
        return fill(
                resource("report.html"),
                Map.of(
                        "policy",
                                "default-src 'none'; style-src " + hash(style) + "; script-src " + hash(library) + " "
                                        + hash(script),
                        "title", escaped(title(findings)),
                        "hypothesis", escaped(findings.run().hypothesis()),
                        "answer", escaped(findings.answer()),
                        "style", style,
                        "license", escaped(resource(UPLOT + "LICENSE")),
                        "findings", inScript(json),
                        "library", library,
                        "script", script));
    }

    private static String title(Findings findings) {
        return findings.run().kind().equals("load")
                ? "Polite load: how much of it was answered?"
                : "Can a flood at the front door take the storage away?";
    }

    /** Fills the holes of a template; a hole without a value is a mistake in the template. */
    static String fill(String template, Map<String, String> values) {
        return HOLE.matcher(template).replaceAll(hole -> {
            String value = values.get(hole.group(1));
            if (value == null) {
                throw new IllegalStateException("nothing to fill the hole " + hole.group() + " with");
            }
            return Matcher.quoteReplacement(value);
        });
    }

    /** As text of an element or of a quoted attribute. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** JSON that can't end the block it stands in: {@code <} occurs in its strings only, where an escape means the same. */
    private static String inScript(String json) {
        return json.replace("<", "\\u003c");
    }

    static String hash(String content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static String resource(String name) {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from this program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
