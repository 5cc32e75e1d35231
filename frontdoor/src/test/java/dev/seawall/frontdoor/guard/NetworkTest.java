package dev.seawall.frontdoor.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seawall.frontdoor.config.ConfigException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
    @ParameterizedTest
    @CsvSource({"203.0.113.0/24, 203.0.113.0/24", "203.0.113.7, 203.0.113.7/32", "0.0.0.0/0, 0.0.0.0/0"})
    void aNetworkOrAnAddressIsOne(String text, String expected) {
        assertThat(Network.parse(text)).hasToString(expected);
    }

    /** Among them what a name server would be asked about. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.61.0.0/33",
                "10.61/16",
                "host/8",
                "::/129",
                "dead.beef/8",
                "/8",
                "1.2.3.4/x",
                "256.0.0.1",
                "999.1.1.1/8"
            })
    void whatIsNoneIsRefused(String text) {
        assertThatThrownBy(() -> new ListedNetwork(text))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("must be a network such as 203.0.113.0/24");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.61.0.1/16", "2001:db8::1/32"})
    void oneThatBeginsElsewhereIsRefused(String text) {
        assertThatThrownBy(() -> new ListedNetwork(text))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("must begin with its first address");
    }
}
