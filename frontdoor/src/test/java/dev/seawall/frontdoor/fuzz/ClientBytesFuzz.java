package dev.seawall.frontdoor.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;

/** Whatever clients send: {@link ClientTarget}. */
class ClientBytesFuzz {
    private static @Nullable ClientTarget target;

    @DictionaryFile(resourcePath = "http1.dict")
    @FuzzTest
    void whateverClientsSend(byte[] input) throws Exception {
        if (target == null) {
            target = new ClientTarget();
        }
        target.run(input);
    }

    @AfterAll
    static void close() throws Exception {
        if (target != null) {
            target.close();
        }
    }
}
