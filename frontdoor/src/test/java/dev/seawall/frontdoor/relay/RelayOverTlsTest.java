package dev.seawall.frontdoor.relay;

import dev.seawall.frontdoor.SecuredWorkers;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/** What holds in the clear holds over mutual TLS: the same tests again. */
@ExtendWith(SecuredWorkers.class)
class RelayOverTlsTest {
    @Nested
    class Wire extends RelayWireTest {}

    @Nested
    class Bodies extends BodyRelayTest {}

    @Nested
    class Breaks extends BrokenRelayTest {}

    @Nested
    class Interims extends InterimRelayTest {}

    @Nested
    class WebSockets extends WebSocketRelayTest {}

    @Nested
    class Stalls extends StallRelayTest {}

    @Nested
    class Backpressures extends BackpressureTest {}

    @Nested
    class Listings extends ListingRelayTest {}
}
