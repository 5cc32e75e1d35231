package dev.seawall.deploy.verify.packets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which addresses are in which blocks. */
class NetworkTest {
    @ParameterizedTest
    @CsvSource({
        "0.0.0.0/0,       198.51.100.2,  true",
        "10.61.0.0/16,    10.61.255.254, true",
        "10.61.0.0/16,    10.62.0.1,     false",
        "10.61.128.11/32, 10.61.128.11,  true",
        "10.61.128.11/32, 10.61.128.12,  false",
        "10.61.128.0/25,  10.61.128.127, true",
        "10.61.128.0/25,  10.61.128.128, false",
        "192.0.2.0/24,    192.0.2.255,   true",
        "::/0,            10.61.0.1,     false",
        "0.0.0.0/0,       pl-s3,         false"
    })
    void anAddressIsInABlockWhoseFirstBitsItHas(String block, String address, boolean in) {
        assertThat(Network.parse(block).orElseThrow().contains(address)).isEqualTo(in);
    }

    @Test
    void theIdOfAGroupIsNoBlock() {
        assertThat(Network.parse("sg-0a1b")).isEmpty();
    }
}
