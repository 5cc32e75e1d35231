package dev.seawall.deploy.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateTest {
    @Test
    void aShellReadsEveryValueAsOneWordThatDoesNothing() throws Exception {
        String nasty = "it's $(touch /nowhere) `false` \"$HOME\" \\ * & ; \n @other@";
        var template = new Template("echo.sh", "value=@value@\nprintf %s \"$value\"");

        var process = new ProcessBuilder("bash", "-c", template.inShell(Map.of("value", nasty))).start();

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(nasty);
    }

    @Test
    void aValueCannotBeginALineOfItsOwn() {
        var unit = new Template("unit", "Description=@slot@\n");

        assertThat(unit.inLines(Map.of("slot", "worker-1"))).isEqualTo("Description=worker-1\n");
        assertThatThrownBy(() -> unit.inLines(Map.of("slot", "x\nExecStart=/bin/false")))
                .hasMessageContaining("a value for unit holds a control character");
    }

    @Test
    void holesAndValuesMustBeTheSame() {
        var template = new Template("two", "@one@ @two@");

        assertThatThrownBy(() -> template.inLines(Map.of("one", "1")))
                .hasMessage("two has the holes [one, two], not [one]");
        assertThatThrownBy(() -> template.inLines(Map.of("one", "1", "two", "2", "three", "3")))
                .hasMessage("two has the holes [one, two], not [one, three, two]");
    }
}
