package dev.seawall.deploy.flood.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrdersTest {
    @Test
    void whatIsNotSaidIsAsUsualForItsKind() {
        Orders orders = Orders.of(List.of(Program.orders("--kind", "h2-reset", "--rate", "500")));

        assertThat(orders.kind()).isEqualTo(Kind.H2_RESET);
        assertThat(orders.target().getAddress().getHostAddress()).isEqualTo("203.0.113.11");
        assertThat(orders.target().getPort()).isEqualTo(80);
        assertThat(orders.connections()).isEqualTo(Kind.H2_RESET.usualConnections);
        assertThat(orders.path()).isEqualTo("/v1/objects/flood");
        assertThat(orders.tls()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "--kind, smurf, --kind must be one of udp",
        "--target, shop.example:80, --target must be an IPv4 address and a port",
        "--target, 203.0.113.256:80, no IPv4 address",
        "--target, 203.0.113.11:0, must be 1 to 65535",
        "--rate, fast, --rate must be at least 1",
        "--rate, 0, --rate must be at least 1",
        "--tls, maybe, --tls must be yes or no",
        "--path, x, --path must be a path",
        "--name, 'a b', --name must be letters",
        "--burst, 1, no option is called --burst"
    })
    void whatCannotBeMeantIsSaid(String option, String value, String complaint) {
        String[] arguments = Program.orders(option, value);

        assertThatThrownBy(() -> Orders.of(List.of(arguments)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void anOptionThatIsMissingGivenTwiceOrWithoutItsValueIsSaid() {
        assertThatThrownBy(() -> Orders.of(List.of("--name", "x"))).hasMessage("--kind is missing");
        assertThatThrownBy(() -> Orders.of(List.of("--name", "x", "--name", "y")))
                .hasMessage("--name is given twice");
        assertThatThrownBy(() -> Orders.of(List.of("--name"))).hasMessage("--name needs a value");
    }

    @Test
    void theProgramEndsWithTwoAndItsUsage() throws Exception {
        var ended = Program.run("--kind", "udp");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("--name is missing", "usage: ", "h2-continuation");
    }
}
