package dev.seawall.deploy.flood.polite;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Which answer is the right one. Immutable.
 *
 * @param statuses that are; none stands for every 2xx
 * @param sha256 of the body, in lower-case hex; empty where any will do
 */
record Expectation(List<Integer> statuses, String sha256) {
    static final Expectation SUCCESS = new Expectation(List.of(), "");

    Expectation {
        statuses = List.copyOf(statuses);
    }

    static Expectation status(int... statuses) {
        return new Expectation(Arrays.stream(statuses).boxed().toList(), "");
    }

    static Expectation content(byte[] body) {
        return new Expectation(List.of(200), HexFormat.of().formatHex(digest().digest(body)));
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    boolean looksAtContent() {
        return !sha256.isEmpty();
    }

    /** What is wrong with an answer, as the kind of failure; empty when it is right. */
    Optional<String> fault(Answer answer, byte[] digest) {
        boolean welcome = statuses.isEmpty() ? answer.status() / 100 == 2 : statuses.contains(answer.status());
        if (!welcome) {
            return Optional.of("status-" + answer.status());
        }
        return looksAtContent() && !sha256.equals(HexFormat.of().formatHex(digest))
                ? Optional.of("wrong-answer")
                : Optional.empty();
    }
}
