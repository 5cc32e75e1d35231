package dev.seawall.frontdoor.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;

/** Whatever frames clients send: {@link FramesTarget}. */
class FramesFuzz {
    private static @Nullable FramesTarget target;

    @DictionaryFile(resourcePath = "http2.dict")
    @FuzzTest
    void whateverFramesClientsSend(byte[] input) throws Exception {
        if (target == null) {
            target = new FramesTarget();
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
