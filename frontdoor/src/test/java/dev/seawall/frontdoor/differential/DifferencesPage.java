package dev.seawall.frontdoor.differential;

import java.util.List;
import java.util.stream.Collectors;

/** The file docs/differences.md. Stateless. */
final class DifferencesPage {
    private static final String INTRODUCTION = """
            # Where Seawall, Jetty and nginx differ

            Written by `DifferentialTest`. It sends some thousands of generated exchanges, plain, odd and malformed, cut \
            into fragments wherever a reader could lose its place, through three proxies, each before a worker that \
            answers byte for byte what the exchange says and notes what it received:

            - Seawall's front door;
            - Jetty's own `ProxyHandler.Reverse` on its own HTTP/1.1 server connection and `HttpClient`, with nothing set \
            but limits and deadlines. Seawall's connection, reader and relay engine stand in place of these \
            ([decisions 0015](decisions/0015-own-relay-engine.md) and [0021](decisions/0021-own-http1-connection.md)): \
            this is the opinion on what was given up, on both sides of the relay. Jetty's connection in front of \
            Seawall's relay would give half of one, for the other half would be the same code;
            - nginx VERSION (`proxy_pass`, nothing buffered, connections kept), which shares nothing with either. Where it is \
            not installed the others are compared alone.

            What became of each exchange is compared: whether a request was forwarded, with which method, target, fields, \
            body and trailers; whether the client got the answer, whole, with which status, fields, body, trailers and \
            interim answers; whether the connection went on. A difference that no row explains fails the test, and so \
            does a row whose difference no longer occurs.

            Seawall's own rules hold whatever the others do. A worker receives what a client sent, in plain form and with \
            its meaning, and the client gets the worker's answer; or the worker receives nothing and the client a \
            refusal. A broken body never reaches a worker as a whole, a broken answer never looks whole to a client, of \
            HTTP/1.0 or 1.1. As many requests are answered as reached the worker. What is not idempotent is sent once. \
            Nobody waits forever.

            "The same" is as Seawall, in this respect.
            """;

    private static final String HEADINGS = """
            | when there is | Seawall | Jetty | nginx | why Seawall is right |
            |---|---|---|---|---|
            """;

    private static final String RUNNING = """
            ## Running it

            `mvn verify` runs it with the usual exchanges. With others, or one of them alone, by its number in a failure's \
            report:

            ```
            mvn -pl frontdoor test -Dtest=DifferentialTest -Dseawall.differential.seed=7 -Dseawall.differential.exchanges=20000
            mvn -pl frontdoor test -Dtest=DifferentialTest -Dseawall.differential.only=1234
            mvn -pl frontdoor test -Dtest=DifferentialTest -Dseawall.update=true
            ```

            The last writes this file. A new row goes into `RequestExplanations` or `AnswerExplanations`, where it is \
            plain that Seawall is right; where it isn't, Seawall is to be mended.
            """;

    private DifferencesPage() {}

    static String text() {
        return String.join(
                "\n",
                INTRODUCTION.replace("VERSION", Explanations.NGINX_VERSION),
                "## Requests\n",
                table(RequestExplanations.ALL),
                "## Answers\n",
                table(AnswerExplanations.ALL),
                RUNNING);
    }

    private static String table(List<Explanation> rows) {
        return HEADINGS + rows.stream().map(Explanation::row).collect(Collectors.joining("\n", "", "\n"));
    }
}
