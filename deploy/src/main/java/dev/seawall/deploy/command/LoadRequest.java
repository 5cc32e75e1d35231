package dev.seawall.deploy.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Option;

/** What {@code seawall load} sends, as its options say it. Filled in by picocli. */
final class LoadRequest {
    /** The connection's business, or written by the client itself. */
    private static final Set<String> RESERVED =
            Set.of("host", "content-length", "transfer-encoding", "connection", "expect", "te", "trailer", "upgrade");

    private static final int MOST_BODY_BYTES = 16 << 20;

    @Option(
            names = {"-H", "--header"},
            paramLabel = "'NAME: VALUE'",
            description = "A header field to send; may be given several times. Values don't get into the report.")
    private List<String> headers = List.of();

    @Option(
            names = {"-X", "--method"},
            paramLabel = "METHOD",
            defaultValue = "GET",
            description = "Default: ${DEFAULT-VALUE}")
    private String method = "GET";

    @Option(
            names = {"-d", "--body"},
            paramLabel = "TEXT|@FILE",
            defaultValue = "",
            description = "What to send with each request: a text, or a file's content.")
    private String body = "";

    String method() {
        if (!method.matches("[A-Za-z-]{1,32}")) {
            throw new IllegalArgumentException("--method must be a name such as GET or PUT, not " + method);
        }
        if (method.equalsIgnoreCase("CONNECT")) {
            throw new IllegalArgumentException("--method CONNECT asks for a tunnel, which is no load");
        }
        return method.toUpperCase(Locale.ROOT);
    }

    /** As they are sent (RFC 9110 §5.1, §5.5). */
    List<String> headers() {
        for (String header : headers) {
            if (!header.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+:[\\x20-\\x7e\\t]*")) {
                throw new IllegalArgumentException(
                        "--header must be like 'Accept: text/plain', in ASCII; one that begins with "
                                + header.split(":", 2)[0].replaceAll("[^\\x21-\\x7e]", "?") + " is not");
            }
            if (RESERVED.contains(header.substring(0, header.indexOf(':')).toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("--header can't set " + header.substring(0, header.indexOf(':'))
                        + ": it follows from the target and the body");
            }
        }
        return List.copyOf(headers);
    }

    byte[] body(Path workingDirectory) throws IOException {
        if (!body.startsWith("@")) {
            return body.getBytes(StandardCharsets.UTF_8);
        }
        Path file = workingDirectory.resolve(body.substring(1));
        if (Files.isRegularFile(file) && Files.size(file) > MOST_BODY_BYTES) {
            throw new IllegalArgumentException("--body " + body + " is larger than " + MOST_BODY_BYTES + " bytes");
        }
        return Files.readAllBytes(file);
    }
}
