package dev.seawall.frontdoor.knobs;

import org.jspecify.annotations.Nullable;

/** What people write about a change: short, on one line. Stateless. */
final class Words {
    static final int LONGEST_OWNER = 64;
    static final int LONGEST_REASON = 200;
    private static final int MOST_SHOWN = 40;

    private Words() {}

    /** Which rule a text breaks, null for none. */
    static @Nullable String broken(String field, String text, int longest) {
        boolean isPlain = text.codePoints().noneMatch(Words::isUnprintable);
        return !text.isBlank() && text.length() <= longest && isPlain
                ? null
                : field + " is required: 1 to " + longest + " characters on one line";
    }

    /** What was sent, fit for a message. */
    static String shown(String text) {
        String start = text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "…" : text;
        StringBuilder shown = new StringBuilder();
        start.codePoints().forEach(each -> shown.appendCodePoint(isUnprintable(each) ? '?' : each));
        return shown.toString();
    }

    /** Controls, line and paragraph separators, and what turns the direction of writing. */
    private static boolean isUnprintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}
