package dev.seawall.frontdoor.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lists follow their files, and a broken file changes nothing. */
class NetworkListsTest {
    @TempDir
    private Path folder;

    private Path allow;
    private Path deny;
    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void twoLists() throws IOException {
        allow = Files.writeString(folder.resolve("allow.txt"), "8.8.8.8\n");
        deny = Files.writeString(folder.resolve("deny.txt"), """
                # yesterday's attack
                8.8.0.0/16   # all of it

                2600:1::/32
                """);
    }

    private GuardConfig config() {
        return new GuardConfig(
                Enforcement.ALWAYS,
                10,
                5,
                Duration.ofSeconds(2),
                4,
                50,
                Duration.ofSeconds(10),
                1024,
                List.of(),
                allow,
                deny);
    }

    private Guard guard() throws IOException {
        return new Guard(
                config(), new NetworkLists(config(), InstantSource.system(), told::add), 1000, System::nanoTime);
    }

    private static boolean isLetIn(Guard guard, String address) {
        return guard.enter(GuardUnderTest.address(address)) != null;
    }

    @Test
    void theDeniedStayOutAndTheAllowedAreNeverLimited() throws Exception {
        var door = new GuardUnderTest(config());

        assertThat(door.isLetIn("8.8.1.1")).isFalse();
        assertThat(door.isLetIn("2600:1:2::3")).isFalse();
        assertThat(door.isLetIn("9.9.9.9")).isTrue();
        assertThat(door.admitted(door.enter("8.8.8.8"), 1000)).isEqualTo(1000);
        assertThat(door.refused(RefusalReason.DENIED)).isEqualTo(2);
        assertThat(door.guard.lists())
                .extracting(ListSighting::key, ListSighting::networks, ListSighting::isUsable)
                .containsExactly(tuple("guard.allow", 1, true), tuple("guard.deny", 2, true));
    }

    @Test
    void aChangedListIsUsedAlsoForConnectionsThatStand() throws Exception {
        Guard guard = guard();
        Visitor standing = Objects.requireNonNull(guard.enter(GuardUnderTest.address("9.9.9.9")));
        assertThat(guard.request(standing)).isEqualTo(Verdict.ADMITTED);

        Files.writeString(deny, "9.9.9.9\n");
        guard.check();

        assertThat(guard.request(standing)).isEqualTo(Verdict.TURNED_OFF);
        assertThat(isLetIn(guard, "9.9.9.9")).isFalse();
        assertThat(isLetIn(guard, "8.8.1.1")).isTrue();
        assertThat(told).containsExactly("guard.deny: 1 networks in use from " + deny);
    }

    @Test
    void aBrokenListChangesNothingAndIsToldOfOnce() throws Exception {
        Guard guard = guard();

        Files.writeString(deny, "9.9.9.9\n10.0.0.1/8\nexample.com\n");
        guard.check();
        guard.check();

        assertThat(isLetIn(guard, "8.8.1.1")).isFalse();
        assertThat(isLetIn(guard, "9.9.9.9")).isTrue();
        assertThat(told)
                .containsExactly("guard.deny: the changed file can't be used, and the 2 networks from before stay: "
                        + deny + ": line 2 must begin with its first address, 10.0.0.0/8, not be \"10.0.0.1/8\";"
                        + " line 3 must be a network such as 203.0.113.0/24 or 2001:db8::/32, not \"example.com\"");
        assertThat(guard.lists().getLast().isUsable()).isFalse();

        Files.delete(deny);
        guard.check();
        assertThat(told.getLast()).endsWith("deny.txt: there is no such file");
        Files.writeString(deny, "9.9.9.9\n");
        guard.check();
        assertThat(isLetIn(guard, "9.9.9.9")).isFalse();
        assertThat(guard.lists().getLast().isUsable()).isTrue();
    }

    @Test
    void withoutAUsableListNothingIsStarted() throws IOException {
        Files.write(deny, new byte[] {(byte) 0xC3, 0x28});
        assertThatThrownBy(this::guard).hasMessageContainingAll("guard.deny: ", "deny.txt: is not UTF-8 text");
        Files.delete(deny);
        assertThatThrownBy(this::guard).hasMessageContainingAll("there is no such file", "an empty file");
    }
}
