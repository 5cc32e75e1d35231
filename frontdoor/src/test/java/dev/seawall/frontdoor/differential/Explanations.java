package dev.seawall.frontdoor.differential;

import java.util.List;

/** None. */
final class Explanations {
    static final String NGINX_VERSION = "1.22.1";
    static final List<Explanation> ALL = List.of();

    private Explanations() {}
}
