package dev.seawall.frontdoor.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyedHashTest {
    /** The reference implementation's vector of eight bytes: key 00 to 0f, message 00 to 07. */
    @Test
    void itIsSipHash() {
        var hash = new KeyedHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);

        assertThat(hash.of(0x0706050403020100L)).isEqualTo(0x93f5f5799a932462L);
    }

    @Test
    void noTwoStartsHaveTheSameKey() {
        assertThat(KeyedHash.random().of(1)).isNotEqualTo(KeyedHash.random().of(1));
    }
}
