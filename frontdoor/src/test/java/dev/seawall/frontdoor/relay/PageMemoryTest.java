package dev.seawall.frontdoor.relay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What listings under way may hold, all together. */
class PageMemoryTest {
    private final PageMemory memory = new PageMemory(100);
    private final PageMemory.Share one = memory.share();
    private final PageMemory.Share other = memory.share();

    @Test
    void nobodyGetsMoreThanIsLeft() {
        assertThat(one.tryTake(60)).isTrue();

        assertThat(other.tryTake(41)).isFalse();
        assertThat(other.tryTake(40)).isTrue();
    }

    @Test
    void whatIsGivenBackGoesToTheNext() {
        one.tryTake(100);

        one.shrinkTo(30);

        assertThat(other.tryTake(71)).isFalse();
        assertThat(other.tryTake(70)).isTrue();
    }

    @Test
    void aClosedShareGivesBackOnceAndTakesNoMore() {
        one.tryTake(100);

        one.close();
        one.close();

        assertThat(one.tryTake(1)).isFalse();
        assertThat(other.tryTake(101)).isFalse();
        assertThat(other.tryTake(100)).isTrue();
    }
}
