package dev.seawall.frontdoor.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;

/** Whatever a worker answers: {@link WorkerTarget}. */
class WorkerBytesFuzz {
    private static @Nullable WorkerTarget target;

    @DictionaryFile(resourcePath = "http1.dict")
    @FuzzTest
    void whateverAWorkerAnswers(byte[] input) throws Exception {
        if (target == null) {
            target = new WorkerTarget();
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
