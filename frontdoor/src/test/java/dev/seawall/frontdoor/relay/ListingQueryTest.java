package dev.seawall.frontdoor.relay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListingQueryTest {
    @Test
    void noQueryAsksForAThousandEntries() {
        assertThat(ListingQuery.parse(null)).isEqualTo(new ListingQuery(1000));
        assertThat(ListingQuery.parse("")).isEqualTo(new ListingQuery(1000));
    }

    @ParameterizedTest
    @CsvSource({
        "limit=1, 1",
        "limit=1000, 1000",
        "limit=0007, 7",
        "limit=%37, 7",
        "prefix=&delimiter=%2F&after=caf%C3%A9&limit=10, 10",
        "prefix=a=b, 1000",
        "prefix, 1000",
        "prefix=a+b, 1000",
        "%70refix=x, 1000"
    })
    void aReadableQueryGivesItsLimit(String query, int limit) {
        assertThat(ListingQuery.parse(query)).isEqualTo(new ListingQuery(limit));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=1001",
                "limit=-1",
                "limit=%2B5",
                "limit=1e2",
                "limit=",
                "limit=99999999999",
                "limit",
                "limit=0x10",
                "limit= 5",
                "limit=%D9%A1"
            })
    void aLimitThatIsNoNumberFrom1To1000IsRefused(String query) {
        assertThat(ListingQuery.parse(query)).isInstanceOf(ListingQuery.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "prefix=a&prefix=a", "prefix=a&%70refix=b", "limit=1&limit=1", "max=3", "Prefix=a", "&", "prefix=a&",
                "=a", "prefix=%", "prefix=%4", "prefix=%zz", "after=%C3%28", "after=%ED%A0%80", "prefix=caf\u00E9"
            })
    void anUnknownRepeatedOrUnreadableParameterIsRefused(String query) {
        assertThat(ListingQuery.parse(query)).isInstanceOf(ListingQuery.Refused.class);
    }
}
