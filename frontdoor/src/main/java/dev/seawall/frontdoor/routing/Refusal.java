package dev.seawall.frontdoor.routing;

/**
 * Why a path is refused and never forwarded: two programs could read it differently (docs/protocol.md section 1).
 *
 * <p>Thread rule: immutable.
 */
enum Refusal implements KeyReading, PathReading {
    EMPTY("empty"),
    EMPTY_SEGMENT("empty segment"),
    DOT_SEGMENT("dot segment"),
    ENCODED_SLASH("encoded slash"),
    BAD_PERCENT_ENCODING("bad percent-encoding"),
    NOT_UTF_8("not UTF-8"),
    CONTROL_CHARACTER("control character"),
    TOO_LONG("longer than " + ObjectKey.MAX_BYTES + " bytes"),
    /** A worker that strips path parameters, merges slashes or turns backslashes round would take another route. */
    AMBIGUOUS_ROUTE("ambiguous route");

    private final String rule;

    Refusal(String rule) {
        this.rule = rule;
    }

    /** The rule's name as docs/protocol.md has it. */
    String rule() {
        return rule;
    }
}
