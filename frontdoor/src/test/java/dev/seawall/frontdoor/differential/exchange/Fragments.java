package dev.seawall.frontdoor.differential.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Cuts a stream where a reader could lose its place: between and beside CR and LF, around colons, spaces and semicolons,
 * anywhere within content, now and then before each single byte. Stateless.
 */
final class Fragments {
    private static final int MOST_SINGLE_BYTES = 300;

    private Fragments() {}

    static List<String> of(String stream, Dice dice) {
        NavigableSet<Integer> cuts = new TreeSet<>();
        int kind = dice.below(20);
        if (kind == 0 && stream.length() <= MOST_SINGLE_BYTES) {
            for (int i = 1; i < stream.length(); i++) {
                cuts.add(i);
            }
        } else if (kind >= 5 && stream.length() > 1) {
            List<Integer> places = places(stream);
            for (int i = dice.between(1, 4); i > 0; i--) {
                cuts.add(dice.oneIn(3) || places.isEmpty() ? dice.between(1, stream.length() - 1) : dice.of(places));
            }
        }
        List<String> fragments = new ArrayList<>();
        int from = 0;
        for (int cut : cuts) {
            fragments.add(stream.substring(from, cut));
            from = cut;
        }
        if (from < stream.length()) {
            fragments.add(stream.substring(from));
        }
        return fragments;
    }

    /** Before and behind what has a meaning in HTTP. */
    private static List<Integer> places(String stream) {
        NavigableSet<Integer> places = new TreeSet<>();
        for (int i = 0; i < Math.min(stream.length(), 20_000); i++) {
            if ("\r\n: ;".indexOf(stream.charAt(i)) >= 0) {
                places.add(i);
                places.add(i + 1);
            }
        }
        places.remove(0);
        places.remove(stream.length());
        return List.copyOf(places);
    }
}
