package dev.seawall.frontdoor.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.frontdoor.guard.NetworkMap.Verdict;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkMapTest {
    private static List<Network> networks(String... texts) {
        return Stream.of(texts).map(Network::parse).toList();
    }

    private final NetworkMap map = new NetworkMap(
            networks("10.1.0.0/16", "10.1.2.3/32", "255.0.0.0/8", "2001:db8:1::/48", "7.7.7.0/24"),
            networks("10.0.0.0/8", "10.1.2.0/24", "2001:db8::/32", "2001:db8:1:2::1/128", "7.7.7.0/24"));

    @ParameterizedTest
    @CsvSource({
        "9.255.255.255, NONE",
        "10.0.0.0, DENIED",
        "10.1.0.0, ALLOWED",
        "10.1.2.0, DENIED",
        "10.1.2.2, DENIED",
        "10.1.2.3, ALLOWED",
        "10.1.2.4, DENIED",
        "10.1.3.0, ALLOWED",
        "10.2.0.0, DENIED",
        "10.255.255.255, DENIED",
        "11.0.0.0, NONE",
        "255.255.255.255, ALLOWED",
        "7.7.7.7, DENIED",
        "2001:db8::, DENIED",
        "2001:db8:1::, ALLOWED",
        "2001:db8:1:2::, ALLOWED",
        "2001:db8:1:2::1, DENIED",
        "2001:db8:1:2::2, ALLOWED",
        "2001:db8:2::, DENIED",
        "2001:db9::, NONE"
    })
    void theLongestPrefixWinsAndOfTheSameDenial(String address, Verdict verdict) throws Exception {
        assertThat(map.of(Address.of(InetAddress.getByName(address)))).isEqualTo(verdict);
    }

    @Test
    void allOfAFamilyIsANetworkToo() throws Exception {
        var closed = new NetworkMap(networks("8.0.0.0/8"), networks("0.0.0.0/0"));

        assertThat(closed.of(Address.of(InetAddress.getByName("8.1.1.1")))).isEqualTo(Verdict.ALLOWED);
        assertThat(closed.of(Address.of(InetAddress.getByName("9.1.1.1")))).isEqualTo(Verdict.DENIED);
        assertThat(closed.of(Address.of(InetAddress.getByName("2600::1")))).isEqualTo(Verdict.NONE);
    }

    /** Beside the slow and obvious way, on networks within networks. */
    @Test
    void aHundredThousandNetworksAreSearchedAsOneByOne() throws UnknownHostException {
        Random random = new Random(42);
        List<Network> allowed = new ArrayList<>();
        List<Network> denied = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            (random.nextBoolean() ? allowed : denied).add(network(random));
        }
        var many = new NetworkMap(allowed, denied);

        for (int i = 0; i < 300; i++) {
            InetAddress address = InetAddress.getByAddress(bytes(random, i % 2 == 0 ? 4 : 16));
            assertThat(many.of(Address.of(address))).as(address.toString()).isEqualTo(slowly(allowed, denied, address));
        }
    }

    private static Verdict slowly(List<Network> allowed, List<Network> denied, InetAddress address) {
        int longestAllowed = longest(allowed, address);
        int longestDenied = longest(denied, address);
        return longestAllowed > longestDenied ? Verdict.ALLOWED : longestDenied >= 0 ? Verdict.DENIED : Verdict.NONE;
    }

    private static int longest(List<Network> networks, InetAddress address) {
        return networks.stream()
                .filter(each -> each.contains(address))
                .mapToInt(Network::bits)
                .max()
                .orElse(-1);
    }

    private static Network network(Random random) throws UnknownHostException {
        boolean v6 = random.nextBoolean();
        int bits = random.nextInt(v6 ? 129 : 33);
        byte[] bytes = bytes(random, v6 ? 16 : 4);
        for (int bit = bits; bit < bytes.length * 8; bit++) {
            bytes[bit / 8] &= (byte) ~(0x80 >> (bit % 8));
        }
        return Network.parse(InetAddress.getByAddress(bytes).getHostAddress() + '/' + bits);
    }

    /** Few values at the left, so that networks and addresses meet. */
    private static byte[] bytes(Random random, int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) (i < count / 2 ? random.nextInt(4) * 64 : random.nextInt(256));
        }
        // Not an IPv4 address in IPv6's clothes.
        bytes[0] |= 0x20;
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/08",
                "10.0.0.0/",
                "10.0.0/8",
                "10.0.0.256",
                "::/129",
                "2001:db8::g/32",
                "example.com/8",
                "10.0.0.1 /32",
                "10.0.0.5/8",
                "2001:db8::1/64",
                "1/2/3"
            })
    void whatIsNoNetworkIsRefused(String text) {
        assertThat(Network.findingAgainst(text)).startsWith("must ").contains("\"" + text + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.0.0.0/8",
        "8.8.8.8, 8.8.8.8/32",
        "2001:db8::/32, 2001:db8:0:0:0:0:0:0/32",
        "::1, 0:0:0:0:0:0:0:1/128"
    })
    void aNetworkIsShownAsItIsWritten(String text, String shown) {
        assertThat(Network.parse(text)).hasToString(shown);
    }
}
