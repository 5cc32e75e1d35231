package dev.seawall.frontdoor.knobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.frontdoor.telemetry.FedTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Knobs as they are set, cleared, forgotten and kept. */
class KnobsTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    private Path folder;

    private final FedTime time = new FedTime(Instant.parse("2026-11-22T10:00:00Z"));
    private final List<String> told = new ArrayList<>();
    private final AtomicLong guard = new AtomicLong(-1);
    private final AtomicLong queue = new AtomicLong(-1);

    private Knobs open(Path directory) {
        guard.set(-1);
        queue.set(-1);
        var knobs = new Knobs(
                "front-door-1",
                List.of(
                        BoundKnob.of(Knob.GUARD, on -> guard.set(on ? 1 : 0)),
                        new BoundKnob(Knob.ADMISSION_QUEUE, 256, queue::set)),
                directory,
                time,
                told::add);
        knobs.restore();
        return knobs;
    }

    private Knobs open() {
        return open(folder);
    }

    private static KnobFacts done(KnobOutcome outcome) {
        assertThat(outcome).isInstanceOfSatisfying(KnobOutcome.Done.class, done -> assertThat(done.remark())
                .isNull());
        return ((KnobOutcome.Done) outcome).knob();
    }

    @Test
    void whatIsSetHoldsAndSaysByWhomAndWhyAndUntilWhen() {
        Knobs knobs = open();

        KnobFacts set = done(knobs.set("guard", "off", "alice", "load test", HOUR));

        assertThat(guard).hasValue(0);
        assertThat(set.sentence("front-door-1"))
                .isEqualTo("front-door-1 has the knob guard at off instead of on until 2026-11-22T11:00:00Z:"
                        + " alice set it at 2026-11-22T10:00:00Z, for \"load test\"");
        assertThat(knobs.set()).containsExactly(set);
        assertThat(queue).hasValue(-1);
    }

    @Test
    void itEndsByItselfWhenItsTimeIsOver() {
        Knobs knobs = open();
        knobs.set("admission-queue", "0", "alice", "load test", HOUR);
        time.advance(HOUR.minusMillis(1));
        knobs.sweep();
        assertThat(queue).hasValue(0);

        time.advance(Duration.ofMillis(1));
        knobs.sweep();

        assertThat(queue).hasValue(256);
        assertThat(knobs.set()).isEmpty();
        assertThat(told.getLast()).contains("the knob admission-queue is expired, from 0 to 256");
    }

    @Test
    void itIsClearedByHandAndThatIsSaid() {
        Knobs knobs = open();
        knobs.set("guard", "off", "alice", "load test", HOUR);

        KnobFacts cleared = done(knobs.clear("guard", "bob", "it is over"));

        assertThat(cleared.set()).isNull();
        assertThat(guard).hasValue(1);
        assertThat(told.getLast()).contains("the knob guard is cleared, from off to on (bob, for \"it is over\"");
        assertThat(done(knobs.clear("guard", "bob", "to be sure")).value()).isEqualTo("on");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "guard | 1 | alice | test | 1h | must be on or off, not \"1\"",
                "guard | on | alice | test | 1h | clear it instead",
                "admission-queue | 100001 | alice | test | 1h | must be 0 to 100000 requests, not",
                "admission-queue | 007 | alice | test | 1h | must be 0 to 100000 requests, not",
                "admission-queue | -1 | alice | test | 1h | must be 0 to 100000 requests, not",
                "guard | off | ' ' | test | 1h | owner is required: 1 to 64 characters on one line",
                "guard | off | alice | '' | 1h | reason is required: 1 to 200 characters on one line",
                "guard | off | alice | test | 168h1s | expiresIn must be between 1s and 168h",
                "guard | off | alice | test | 0s | expiresIn must be between 1s and 168h",
            })
    void whatBreaksARuleChangesNothing(
            String knob, String value, String owner, String reason, String time, String told) {
        Knobs knobs = open();

        KnobOutcome outcome =
                knobs.set(knob, value, owner, reason, Duration.parse("PT" + time.toUpperCase(Locale.ROOT)));

        assertThat(outcome).isInstanceOfSatisfying(KnobOutcome.Refused.class, refused -> assertThat(refused.detail())
                .contains(told));
        assertThat(knobs.set()).isEmpty();
        assertThat(guard).hasValue(-1);
        assertThat(queue).hasValue(-1);
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"two\nlines", "a\u0000b", "\u202Eback", "\u2028"})
    void aReasonIsOneLineThatCanBeRead(String reason) {
        assertThat(open().set("guard", "off", "alice", reason, HOUR)).isInstanceOf(KnobOutcome.Refused.class);
    }

    @Test
    void aKnobThatThereIsNotIsAnsweredWithThoseThatThereAre() {
        assertThat(open().set("gaurd", "off", "alice", "load test", HOUR))
                .isEqualTo(new KnobOutcome.Unknown("no knob is named \"gaurd\"; there are guard, admission-queue"));
    }

    @Test
    void whatIsSetHoldsAgainAfterARestartUnlessItIsOver() throws IOException {
        Knobs before = open();
        before.set("guard", "off", "alice", "load test", HOUR);
        before.set("admission-queue", "10", "alice", "less to wait for", Duration.ofMinutes(1));
        List<KnobFacts> set = before.set();
        time.advance(Duration.ofMinutes(2));

        Knobs after = open();

        assertThat(guard).hasValue(0);
        assertThat(queue).hasValue(-1);
        assertThat(after.set()).containsExactly(set.getFirst());
        assertThat(Files.readAllLines(folder.resolve("knobs.log")))
                .hasSize(4)
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line)
                                .isEqualTo("{\"at\":\"2026-11-22T10:00:00Z\",\"knob\":\"guard\",\"what\":\"set\","
                                        + "\"before\":\"on\",\"value\":\"off\",\"who\":\"alice\",\"why\":\"load test\","
                                        + "\"from\":\"2026-11-22T10:00:00Z\",\"until\":\"2026-11-22T11:00:00Z\"}"),
                        line -> assertThat(line).contains("\"admission-queue\"", "\"set\""),
                        line -> assertThat(line).contains("\"guard\"", "\"restored\""),
                        line -> assertThat(line).contains("\"admission-queue\"", "\"expired\""));
        assertThat(folder.resolve("knobs.json.new")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "{}",
                "[]",
                "{\"knobs\":[{\"knob\":\"guard\"}]}",
                "{\"knobs\":[{\"knob\":\"guard\",\"value\":\"off\",\"owner\":\"a\",\"reason\":\"b\",\"from\":\"x\",\"until\":\"y\"}]}"
            })
    void aBrokenFileIsPutAsideWithAWarning(String broken) throws IOException {
        Files.writeString(folder.resolve("knobs.json"), broken);

        Knobs knobs = open();

        assertThat(knobs.set()).isEmpty();
        assertThat(told).singleElement().asString().contains("every knob is at its default", "knobs.json.broken");
        assertThat(folder.resolve("knobs.json.broken")).hasContent(broken);
        done(knobs.set("guard", "off", "alice", "load test", HOUR));
        assertThat(folder.resolve("knobs.json")).exists();
    }

    @Test
    void ofWhatWasKeptAKnobThatThereIsNotAnyMoreIsLeftOut() throws IOException {
        Knobs before = open();
        before.set("guard", "off", "alice", "load test", HOUR);
        before.set("admission-queue", "10", "alice", "load test", HOUR);
        Path kept = folder.resolve("knobs.json");
        Files.writeString(kept, Files.readString(kept).replace("admission-queue", "shed:/old"));

        Knobs after = open();

        assertThat(after.set()).singleElement().extracting(KnobFacts::name).isEqualTo("guard");
        assertThat(told).anySatisfy(each -> assertThat(each).contains("shed:/old is not set to 10 again"));
    }

    @Test
    void whereNothingCanBeWrittenAChangeHoldsAllTheSame() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "no directory");
        Knobs knobs = open(file);

        KnobOutcome outcome = knobs.set("guard", "off", "alice", "load test", HOUR);

        assertThat(guard).hasValue(0);
        assertThat(outcome).isInstanceOfSatisfying(KnobOutcome.Done.class, done -> assertThat(done.remark())
                .contains("could not write to " + file, "perhaps not over a restart"));
    }
}
