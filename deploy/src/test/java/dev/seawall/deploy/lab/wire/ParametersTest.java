package dev.seawall.deploy.lab.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a form says, and what it can't say. */
class ParametersTest {
    @Test
    void listsAndStructuresComeInTheOrderOfTheirNumbers() {
        var in = Parameters.parse("Id.10=c&Id.9=b&Id.1=a&Filter.2.Name=y&Filter.1.Name=x&Filter.1.Value.1=1&Idle.1=no");

        assertThat(in.list("Id")).containsExactly("a", "b", "c");
        assertThat(in.structs("Filter")).extracting(f -> f.text("Name")).containsExactly("x", "y");
        assertThat(in.roots()).containsExactly("Filter", "Id", "Idle");
    }

    @Test
    void anErrorNamesTheParameterWhereItIs() {
        var filter = Parameters.parse("Filter.3.Value.1=1").structs("Filter").getFirst();

        assertThatThrownBy(() -> filter.text("Name"))
                .hasMessage("The request must contain the parameter Filter.3.Name");
    }

    @Test
    void nothingIsSaidTwice() {
        assertThatThrownBy(() -> Parameters.parse("A=1&A=2")).hasMessageContaining("more than once");
    }

    @Test
    void equalRequestsHaveEqualFingerprintsInWhateverOrder() {
        assertThat(Parameters.parse("A=1&B=%32").fingerprint())
                .isEqualTo(Parameters.parse("B=2&A=1").fingerprint());
    }

    @Test
    void charactersThatXmlCannotHoldAreReplaced() {
        byte[] xml =
                Xml.withItems("R", "", Tree.answer("set", List.of("a<&\u0001")).put("_hidden", 1));

        assertThat(new String(xml, StandardCharsets.UTF_8)).endsWith("<R><set><item>a&lt;&amp;\uFFFD</item></set></R>");
    }
}
