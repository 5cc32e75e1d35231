package dev.seawall.frontdoor.http.http2.hpack;

import java.nio.ByteBuffer;

/**
 * Reads the code of RFC 7541 §5.2 and Appendix B, half a byte at a step: each step knows the state it leads to and
 * the one byte it completes, if it does; no code is shorter than a step. Nothing is written in it: the bytes it saves
 * cost more than they are worth to a server that is short of time.
 *
 * <p>Stateless.
 */
final class Huffman {
    /** The bits of each byte's code, and of the end's, in base 36; codes are in the order of length, then of byte. */
    private static final String LENGTHS = "dnsssssssoussussssssssusssssssss6aacd68baa8b8666555666666678f6ca"
            + "d67777777777777777777777878djde6f56565666577666567655677777fbeds"
            + "kmkkmmmnmnnnnnonoomnonnnnlmnmnnomlkmmnnlnmmolmnnllmlnmnnkmmmnmmn"
            + "qqkjmnmpqqqrrqopjlqrrqrollqqsrrrkoklmllnmmppooqnqrqqrrrrrsrrrrrq"
            + "u";

    private static final int END = 256;
    private static final int LONGEST = 30;

    /** By state and half byte: the next state, with a completed byte and whether there is one above it. */
    private static final int[] STEPS;

    private static final int EMITS = 1 << 24;
    private static final int FAILS = 1 << 25;

    /** States within the first seven bits of the end's code, all ones: where a string may stop. */
    private static final boolean[] MAY_STOP = new boolean[END];

    static {
        int[][] tree = tree();
        STEPS = new int[END << 4];
        for (int state = 0; state < END; state++) {
            for (int half = 0; half < 16; half++) {
                STEPS[(state << 4) | half] = step(tree, state, half);
            }
        }
        int state = 0;
        for (int bits = 0; bits < 8; bits++) {
            MAY_STOP[state] = true;
            state = tree[state][1];
        }
    }

    private Huffman() {}

    /** Inner nodes by number, 0 the root; a child is another's number, or the complement of the byte it stands for. */
    private static int[][] tree() {
        int[][] tree = new int[END][2];
        int nodes = 1;
        int code = 0;
        for (int length = 1; length <= LONGEST; length++) {
            code <<= 1;
            for (int symbol = 0; symbol <= END; symbol++) {
                if (Character.digit(LENGTHS.charAt(symbol), 36) != length) {
                    continue;
                }
                int node = 0;
                for (int bit = length - 1; bit > 0; bit--) {
                    int way = (code >> bit) & 1;
                    if (tree[node][way] == 0) {
                        tree[node][way] = nodes++;
                    }
                    node = tree[node][way];
                }
                tree[node][code & 1] = ~symbol;
                code++;
            }
        }
        return tree;
    }

    private static int step(int[][] tree, int from, int half) {
        int emitted = 0;
        int state = from;
        for (int bit = 3; bit >= 0; bit--) {
            int next = tree[state][(half >> bit) & 1];
            if (next == ~END) {
                return FAILS;
            }
            if (next < 0) {
                emitted = EMITS | (~next << 16);
                next = 0;
            }
            state = next;
        }
        return emitted | state;
    }

    /**
     * Decodes the next bytes of {@code from}, all of them in it, into {@code into}, which is long enough for the
     * shortest codes: 8 for each 5 bytes.
     *
     * @return how many bytes they are
     */
    static int decode(ByteBuffer from, int length, byte[] into) throws HpackException {
        int state = 0;
        int count = 0;
        for (int end = from.position() + length; from.position() < end; ) {
            int bits = from.get();
            int step = STEPS[(state << 4) | ((bits >> 4) & 0xf)];
            if ((step & EMITS) != 0) {
                into[count++] = (byte) (step >> 16);
            }
            if ((step & FAILS) != 0) {
                throw new HpackException("a Huffman-coded string holds the end's code");
            }
            step = STEPS[((step & 0xff) << 4) | (bits & 0xf)];
            if ((step & EMITS) != 0) {
                into[count++] = (byte) (step >> 16);
            }
            if ((step & FAILS) != 0) {
                throw new HpackException("a Huffman-coded string holds the end's code");
            }
            state = step & 0xff;
        }
        if (!MAY_STOP[state]) {
            throw new HpackException("a Huffman-coded string ends within a code");
        }
        return count;
    }
}
