package dev.seawall.deploy.flood.polite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The NBD client against servers of raw sockets. */
@Timeout(60)
class NbdBlockTest {
    private static final int PATIENCE_MILLIS = 10_000;

    @Test
    void eachWriteIsFollowedByAFlushOverOneConnection() throws Exception {
        var types = new ConcurrentLinkedQueue<Integer>();
        try (var server = new NbdByHand(NbdByHand.FLUSHES, true, (number, type) -> {
                    types.add(type);
                    return 0;
                });
                var block = block(server.address())) {
            block.write();
            block.write();

            assertThat(types).containsExactly(1, 3, 1, 3);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void aServerThatKnowsOnlyTheOldWayToNameAnExportWillDo() throws Exception {
        try (var server = new NbdByHand(NbdByHand.FLUSHES, false, (number, type) -> 0);
                var block = block(server.address())) {
            block.write();

            assertThat(server.commands()).isEqualTo(2);
        }
    }

    @Test
    void aBrokenConnectionIsAFailureAndTheNextWriteOpensAnother() throws Exception {
        try (var server = new NbdByHand(NbdByHand.FLUSHES, true, (number, type) -> {
                    if (number == 2) {
                        throw new IOException("breaks off");
                    }
                    return 0;
                });
                var block = block(server.address())) {
            assertThatThrownBy(block::write).isInstanceOf(IOException.class);
            block.write();

            assertThat(server.connections()).isEqualTo(2);
            assertThat(server.commands()).isEqualTo(4);
        }
    }

    @Test
    void anErrorOfTheVolumeIsToldAndTheConnectionKept() throws Exception {
        try (var server = new NbdByHand(NbdByHand.FLUSHES, true, (number, type) -> number == 2 ? 5 : 0);
                var block = block(server.address())) {
            assertThatThrownBy(block::write).hasMessage("the NBD server answered a flush with error 5");
            block.write();

            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void aServerThatIsSilentForTooLongIsGivenUp() throws Exception {
        try (var server = new NbdByHand(NbdByHand.FLUSHES, true, (number, type) -> {
                    new CountDownLatch(1).await();
                    return 0;
                });
                var block = new NbdBlock(server.address(), 0, PATIENCE_MILLIS, 300)) {
            assertThatThrownBy(block::write).isInstanceOf(IOException.class).hasMessageContaining("timed out");
        }
    }

    @Test
    void anExportOnWhichNothingCanBeMadeDurableIsRefusedForGood() throws Exception {
        assertRefused(NbdByHand.READ_ONLY, 0, "can't be written to");
        assertRefused(NbdByHand.FORGETFUL, 0, "NBD_CMD_FLUSH");
        assertRefused(NbdByHand.FLUSHES, (1 << 20) - 4095, "has 1048576 bytes");
    }

    @Test
    void whatSpeaksAnotherProtocolIsNoServer() throws Exception {
        try (var web = new SocketServer((in, out) -> SocketServer.send(out, "HTTP/1.1 400 Bad Request\r\n\r\n"));
                var block = block(new InetSocketAddress(InetAddress.getLoopbackAddress(), web.port()))) {
            assertThatThrownBy(block::write).hasMessageContaining("no NBD server");
        }
    }

    private static void assertRefused(int flags, long offset, String words) throws Exception {
        try (var server = new NbdByHand(flags, true, (number, type) -> 0);
                var block = new NbdBlock(server.address(), offset, PATIENCE_MILLIS, PATIENCE_MILLIS)) {
            assertThatThrownBy(block::write)
                    .isInstanceOf(UnusableVolumeException.class)
                    .hasMessageContaining(words);
        }
    }

    private static NbdBlock block(InetSocketAddress server) {
        return new NbdBlock(server, 0, PATIENCE_MILLIS, PATIENCE_MILLIS);
    }
}
