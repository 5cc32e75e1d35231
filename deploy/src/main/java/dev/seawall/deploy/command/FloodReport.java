package dev.seawall.deploy.command;

import dev.seawall.deploy.flood.analysis.Claim;
import dev.seawall.deploy.flood.analysis.Findings;
import dev.seawall.deploy.flood.analysis.Verdict;
import dev.seawall.deploy.flood.report.Reports;
import java.nio.file.Path;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;

/** Tells what a flood run found: its answer, its verdicts, where the rest is. Stateless but for the terminal. */
record FloodReport(Terminal terminal, Path directory) {
    private static final JsonMapper JSON = new JsonMapper();

    /** @param complete whether the run came to its end */
    void print(Findings findings, boolean complete) {
        var out = terminal.out();
        out.println();
        out.println(terminal.bold(findings.answer()));
        for (Claim claim : findings.claims()) {
            out.println("  " + marked(claim.verdict()) + "  " + claim.claim());
        }
        if (!complete) {
            out.println("The run did not come to its end: this is what was seen until then.");
        }
        out.println("Report: " + directory.resolve(Reports.HTML));
        out.flush();
    }

    private String marked(Verdict verdict) {
        String word = String.format("%-12s", word(verdict));
        return switch (verdict) {
            case HELD -> terminal.green(word);
            case DENIED -> terminal.red(word);
            case DEGRADED, INCONCLUSIVE -> terminal.bold(word);
        };
    }

    private static String word(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }

    void printJson(Findings findings, boolean complete) {
        var root = JSON.createObjectNode();
        root.put("complete", complete);
        root.put("log", directory.resolve(Reports.LOG).toString());
        root.put("report", directory.resolve(Reports.JSON).toString());
        root.put("page", directory.resolve(Reports.HTML).toString());
        root.put("answer", findings.answer());
        var claims = root.putArray("claims");
        for (Claim claim : findings.claims()) {
            claims.addObject()
                    .put("id", claim.id())
                    .put("verdict", word(claim.verdict()))
                    .put("claim", claim.claim());
        }
        terminal.out().println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root));
        terminal.out().flush();
    }
}
