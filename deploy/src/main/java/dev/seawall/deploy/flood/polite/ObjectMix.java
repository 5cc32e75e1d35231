package dev.seawall.deploy.flood.polite;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Reads and writes of objects below a prefix, so that the storage behind is in play. What an object holds follows from
 * its number alone: every answer to a GET can be checked to the last byte, in whatever order writes arrive and however
 * many clients share the prefix. Immutable.
 */
final class ObjectMix implements Work {
    private final List<Request> gets;
    private final List<Request> puts;
    private final List<Boolean> pattern;

    private ObjectMix(List<Request> gets, List<Request> puts, List<Boolean> pattern) {
        this.gets = gets;
        this.puts = puts;
        this.pattern = pattern;
    }

    /**
     * How often what is done.
     *
     * @param get so many reads for …
     * @param put … so many writes
     */
    record Shares(int get, int put) {
        private static final int MOST = 1000;

        Shares {
            if (get < 0 || put < 0 || get + put < 1 || get > MOST || put > MOST) {
                throw new IllegalArgumentException("shares must be 0 to " + MOST + ", one of them at least 1");
            }
        }

        /** From words such as {@code get=9,put=1}. */
        static Shares parse(String text) {
            int get = 0;
            int put = 0;
            for (String part : text.split(",", -1)) {
                if (!part.matches("(get|put)=[0-9]{1,4}")) {
                    throw new IllegalArgumentException("must be like get=9,put=1, not " + text);
                }
                int share = Integer.parseInt(part.substring(4));
                if (part.startsWith("get")) {
                    get = share;
                } else {
                    put = share;
                }
            }
            return new Shares(get, put);
        }
    }

    /** The endpoint's URL is the prefix; objects are {@code <prefix>/0} and so on. */
    static ObjectMix below(Endpoint endpoint, Shares shares, int objects, int bytes) {
        List<Request> gets = new ArrayList<>();
        List<Request> puts = new ArrayList<>();
        for (int number = 0; number < objects; number++) {
            String target = endpoint.target() + "/" + number;
            byte[] content = content(number, bytes);
            gets.add(Request.of(endpoint, "GET", target, List.of(), new byte[0], Expectation.content(content)));
            puts.add(Request.of(endpoint, "PUT", target, List.of(), content, Expectation.status(201, 204)));
        }
        return new ObjectMix(gets, puts, pattern(shares));
    }

    /** True for a write; the writes are spread evenly among the reads. */
    private static List<Boolean> pattern(Shares shares) {
        int all = shares.get() + shares.put();
        return IntStream.range(0, all)
                .mapToObj(at -> (at + 1L) * shares.put() / all > (long) at * shares.put() / all)
                .toList();
    }

    static byte[] content(int number, int bytes) {
        byte[] line = ("object " + number + " of the polite clients\n").getBytes(StandardCharsets.US_ASCII);
        byte[] content = new byte[bytes];
        for (int at = 0; at < bytes; at++) {
            content[at] = line[at % line.length];
        }
        return content;
    }

    @Override
    public Request request(long number) {
        boolean write = pattern.get((int) (number % pattern.size()));
        // A step that is prime to the count goes through all objects, for reads and for writes.
        int object = (int) (number * 7919 % gets.size());
        return (write ? puts : gets).get(object);
    }

    @Override
    public List<Request> preparation() {
        return puts;
    }
}
