package dev.seawall.frontdoor.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seawall.frontdoor.config.ConfigException;
import dev.seawall.frontdoor.config.Rules;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestClassesTest {
    private static final AdmissionConfig CONFIG = new AdmissionConfig(
            Duration.ofMillis(100),
            Duration.ofMillis(250),
            200,
            256,
            256,
            20,
            List.of(new RouteTarget("/shop/", Duration.ofMillis(30), null)),
            List.of(
                    new PriorityRule("/shop/", "POST", Priority.CRITICAL),
                    new PriorityRule(null, "PUT", Priority.BACKGROUND),
                    new PriorityRule("/shop/", null, Priority.BACKGROUND)),
            List.of(new TrustedNetwork("10.61.0.0/16"), new TrustedNetwork("fd00::/8")));

    private final RequestClasses classes = new RequestClasses(CONFIG, List.of("/", "/shop/"));

    @ParameterizedTest
    @CsvSource({
        "/, GET, 100, false",
        "/, PUT, 250, true",
        "/, BREW, 250, true",
        "/shop/, HEAD, 30, false",
        "/shop/, POST, 250, true"
    })
    void aRouteAndAMethodHaveTheirTarget(String route, String method, long targetMillis, boolean writes) {
        RequestClass of = classes.of(route, method);

        assertThat(of.targetNanos()).isEqualTo(Duration.ofMillis(targetMillis).toNanos());
        assertThat(of.writes()).isEqualTo(writes);
    }

    @ParameterizedTest
    @CsvSource({"/, GET, NORMAL", "/, PUT, BACKGROUND", "/shop/, POST, CRITICAL", "/shop/, GET, BACKGROUND"})
    void theFirstRuleThatMatchesSaysHowImportantItIs(String route, String method, Priority expected) {
        assertThat(classes.priority(route, method, null, "")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "10.61.3.4, critical, CRITICAL",
        "10.62.3.4, critical, NORMAL",
        "fd12::1, background, BACKGROUND",
        "fe80::1%eth0, critical, NORMAL",
        "not-an-address, critical, NORMAL",
        "10.61.3.4, CRITICAL, NORMAL",
        "10.61.3.4, urgent, NORMAL",
    })
    void onlyThoseTrustedMaySayHowImportantTheyAre(String client, String asked, Priority expected) {
        assertThat(classes.priority("/", "GET", asked, client)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.61.0.0", "10.61.0.0/33", "10.61/16", "host/8", "::/129", "dead.beef/8", "/8", "1.2.3.4/x"})
    void whatIsNoNetworkIsRefused(String network) {
        assertThatThrownBy(() -> new TrustedNetwork(network))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("must be a network such as 10.61.0.0/16");
    }

    @Test
    void aRouteThatIsNotThereIsAMistakeInTheConfiguration() {
        var rules = new Rules();

        CONFIG.routesExist(rules, List.of("/"));

        assertThatThrownBy(rules::check)
                .hasMessageContaining("admission.targets[0] must name the match of one of the routes, not \"/shop/\"")
                .hasMessageContaining("admission.priorities[2]");
    }
}
