package dev.seawall.backend.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.backend.store.MemoryObjectStore;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a worker tells front doors of what it can bear, and how it takes what they say of time (docs/protocol.md section 6). */
class PressureWireTest {
    @AutoClose
    private final ApiUnderTest api = new ApiUnderTest(new MemoryObjectStore());

    @Test
    void aFrontDoorIsToldItsCreditsWithEveryAnswer() throws Exception {
        var found = api.get("/v1/objects/a", "Seawall-Slot", "worker-1", "Via", "2 cache, 1.1 front-door-1");

        assertThat(found.statusCode()).isEqualTo(404);
        assertThat(found.headers().firstValue("Seawall-Credits")).hasValue("writes=37");
    }

    @Test
    void othersAreToldNothing() throws Exception {
        assertThat(api.get("/v1/objects/a").headers().firstValue("Seawall-Credits"))
                .isEmpty();
        assertThat(api.get("/-/observations", "Seawall-Slot", "worker-1")
                        .headers()
                        .firstValue("Seawall-Credits"))
                .isEmpty();
    }

    @Test
    void aRequestWhoseTimeIsOverIsNotBegun() throws Exception {
        var late = api.put("/v1/objects/a", "x", "Seawall-Timeout", "0");

        assertThat(late.statusCode()).isEqualTo(503);
        assertThat(late.body()).contains("urn:seawall:problem:too-late");
        assertThat(api.get("/v1/objects/a").statusCode()).isEqualTo(404);
    }

    @Test
    void aRequestWithTimeLeftIsServed() throws Exception {
        assertThat(api.put("/v1/objects/a", "x", "Seawall-Timeout", "20000").statusCode())
                .isEqualTo(201);
        assertThat(api.get("/v1/objects/a", "Seawall-Timeout", "soon").statusCode())
                .isEqualTo(200);
    }
}
