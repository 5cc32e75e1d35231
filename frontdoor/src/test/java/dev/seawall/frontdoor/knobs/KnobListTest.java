package dev.seawall.frontdoor.knobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/operations.md is the manual: it must list every knob as it is. */
class KnobListTest {
    private static final Path OPERATIONS = Path.of("..", "docs", "operations.md");

    private record Row(String name, String range, String otherwise) {
        static Row of(Knob knob) {
            return new Row(knob.name(), knob.values().range(), knob.otherwise());
        }

        static Row of(String line) {
            String[] cells = line.replace("`", "").split(" *\\| *", -1);
            return new Row(cells[1], cells[2], cells[3]);
        }
    }

    @Test
    void theManualListsEveryKnobWithItsValuesTheirUnitAndItsDefaultAndNoOther() throws IOException {
        List<Knob> knobs = new ArrayList<>(Knob.FIXED);
        knobs.add(Knob.shed("ROUTE"));

        List<Row> listed = Files.readAllLines(OPERATIONS).stream()
                .dropWhile(line -> !line.startsWith("| knob | values | default |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(Row::of)
                .toList();

        assertThat(listed).containsExactlyElementsOf(knobs.stream().map(Row::of).toList());
    }
}
