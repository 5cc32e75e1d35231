package dev.seawall.deploy.flood.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.seawall.deploy.flood.analysis.Findings;
import dev.seawall.deploy.flood.record.RunLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** Writes and reads reports. Stateless. */
public final class Reports {
    public static final String LOG = "run.jsonl";
    public static final String JSON = "report.json";
    public static final String HTML = "report.html";

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .addModule(new SimpleModule()
                    .addSerializer(Double.class, new RoundedNumber())
                    .addSerializer(Double.TYPE, new RoundedNumber()))
            .build();

    private Reports() {}

    /**
     * Makes report.json and report.html from a directory's run.jsonl, beside it.
     *
     * @throws IOException when the log can't be read or is none, or the report can't be written
     */
    public static Findings write(Path directory) throws IOException {
        Path log = directory.resolve(LOG);
        Findings findings;
        try {
            findings = Findings.of(RunLog.read(log));
        } catch (IllegalArgumentException e) {
            throw new IOException("no report can be made of " + log + ": " + e.getMessage(), e);
        }
        Files.writeString(
                directory.resolve(JSON), MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(findings) + "\n");
        Files.writeString(directory.resolve(HTML), Page.of(findings, MAPPER.writeValueAsString(findings)));
        return findings;
    }

    /**
     * What differs between two runs.
     *
     * @param before a report.json, or a directory with one
     * @param after the same
     * @throws IOException when one can't be read or is none
     */
    public static Comparison compare(Path before, Path after) throws IOException {
        return Comparison.of(read(before), read(after));
    }

    static Findings read(Path place) throws IOException {
        Path file = Files.isDirectory(place) ? place.resolve(JSON) : place;
        try {
            Findings findings = MAPPER.readValue(Files.readString(file), Findings.class);
            if (findings.format() != Findings.FORMAT) {
                throw new IOException(file + " is a report of format " + findings.format()
                        + "; this program reads format " + Findings.FORMAT);
            }
            return findings;
        } catch (JacksonException e) {
            throw new IOException(file + " is not a report: " + e.getOriginalMessage(), e);
        }
    }
}
