package dev.seawall.deploy.verify;

import java.util.List;

/**
 * A promise that is not kept. Immutable.
 *
 * @param promise which one, as a key for programs: {@code worker-ingress}
 * @param sentence what was seen, with the ids
 * @param ids EC2's ids of all that it is about
 */
public record Finding(String promise, String sentence, List<String> ids) {
    public Finding {
        ids = List.copyOf(ids);
    }

    static Finding of(String promise, String sentence, String... ids) {
        return new Finding(promise, sentence, List.of(ids));
    }
}
