package dev.seawall.frontdoor.differential.exchange;

import static dev.seawall.frontdoor.differential.exchange.RequestDraft.CRLF;

import java.util.List;
import java.util.Locale;

/** Writes the chunked coding (RFC 9112 §7.1) in all the ways it may be written. Stateless. */
final class Chunks {
    private static final int MOST_CHUNKS = 6;

    private Chunks() {}

    /** @param extensions whether with chunk extensions and needless zeroes */
    static String of(String content, List<String> trailerLines, boolean extensions, Dice dice) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        for (int chunk = 1; at < content.length(); chunk++) {
            int rest = content.length() - at;
            int size = chunk == MOST_CHUNKS ? rest : dice.between(1, rest);
            out.append(size(size, extensions, dice)).append(CRLF);
            out.append(content, at, at + size).append(CRLF);
            at += size;
        }
        out.append(size(0, extensions, dice)).append(CRLF);
        trailerLines.forEach(line -> out.append(line).append(CRLF));
        return out.append(CRLF).toString();
    }

    private static String size(int size, boolean extensions, Dice dice) {
        String hex = Integer.toHexString(size);
        String digits = dice.oneIn(2) ? hex : hex.toUpperCase(Locale.ROOT);
        if (!extensions) {
            return digits;
        }
        return dice.of("", "0", "0000") + digits + dice.of("", ";a", ";a=b", ";a=\"b c\";d", ";a=\"b;c\"");
    }
}
