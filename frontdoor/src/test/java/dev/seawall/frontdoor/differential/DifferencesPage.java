package dev.seawall.frontdoor.differential;

import java.util.stream.Collectors;

/** The file docs/differences.md. Stateless. */
final class DifferencesPage {
    private DifferencesPage() {}

    static String text() {
        return """
                # Where Seawall and nginx differ

                Written by `DifferentialTest`. It sends some thousands of generated exchanges, plain, odd and malformed, cut \
                into fragments wherever a reader could lose its place, through Seawall and through nginx %s \
                (`proxy_pass`, nothing buffered, connections kept), each before a worker that answers byte for byte what \
                the exchange says and notes what it received. What became of them is compared: whether a request was \
                forwarded, with which method, target, fields, body and trailers; whether the client got the answer, whole, \
                with which status, fields, body, trailers and interim answers; whether the connection went on. \
                A difference that no row explains fails the test, and so does a row whose difference does not occur.

                Seawall's own rules hold whatever nginx does: a cut answer never looks whole; a worker never receives a \
                malformed request, or a part of one as another; what is not idempotent is sent once; bodies, fields and \
                the order of answers are as they were; nobody waits forever.

                | when there is | Seawall | nginx | why |
                |---|---|---|---|
                """.formatted(Explanations.NGINX_VERSION)
                + Explanations.ALL.stream().map(Explanation::row).collect(Collectors.joining("\n"))
                + """


                Run it, also with other exchanges, or one of them alone:

                ```
                mvn -pl frontdoor test -Dtest=DifferentialTest
                mvn -pl frontdoor test -Dtest=DifferentialTest -Dseawall.differential.seed=7 -Dseawall.differential.count=20000
                mvn -pl frontdoor test -Dtest=DifferentialTest -Dseawall.differential.only=1234
                ```
                """;
    }
}
