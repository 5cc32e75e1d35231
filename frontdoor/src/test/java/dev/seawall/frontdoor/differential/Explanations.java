package dev.seawall.frontdoor.differential;

import java.util.List;
import java.util.stream.Stream;

/** Every way in which Seawall is known to differ from the others: the rows of docs/differences.md. Immutable. */
final class Explanations {
    /** Whose behaviour the rows of nginx describe. */
    static final String NGINX_VERSION = "1.22.1";

    static final List<Explanation> ALL = Stream.concat(
                    RequestExplanations.ALL.stream(), AnswerExplanations.ALL.stream())
            .toList();

    private Explanations() {}
}
