package dev.seawall.deploy.lab.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks of addresses. */
class CidrTest {
    @Test
    void aBlockIsNamedByItsFirstAddress() {
        assertThat(Cidr.parse("10.61.3.7/16")).hasToString("10.61.0.0/16");
        assertThat(Cidr.parse("0.0.0.0/0").contains(Cidr.address("203.0.113.9")))
                .isTrue();
    }

    @Test
    void blocksOverlapWhenOneHoldsTheOther() {
        assertThat(Cidr.parse("10.0.0.0/16").overlaps(Cidr.parse("10.0.200.0/24")))
                .isTrue();
        assertThat(Cidr.parse("10.0.200.0/24").overlaps(Cidr.parse("10.0.0.0/16")))
                .isTrue();
        assertThat(Cidr.parse("10.0.0.0/24").overlaps(Cidr.parse("10.0.1.0/24")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0", "10.0.0/16", "10.0.0.256/16", "10.0.0.0/33", "10..0.0/8", "a.b.c.d/8"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> Cidr.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
