package dev.seawall.frontdoor.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seawall.frontdoor.config.Rules;
import dev.seawall.frontdoor.guard.ListedNetwork;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
            List.of(new ListedNetwork("10.61.0.0/16"), new ListedNetwork("fd00::/8")));

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
        assertThat(classes.priority(route, method, null, null)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "10.61.3.4, critical, CRITICAL",
        "10.62.3.4, critical, NORMAL",
        "fd12::1, background, BACKGROUND",
        "fe80::1, critical, NORMAL",
        "10.61.3.4, CRITICAL, NORMAL",
        "10.61.3.4, urgent, NORMAL",
    })
    void onlyThoseTrustedMaySayHowImportantTheyAre(String client, String asked, Priority expected)
            throws UnknownHostException {
        assertThat(classes.priority("/", "GET", asked, InetAddress.getByName(client)))
                .isEqualTo(expected);
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
