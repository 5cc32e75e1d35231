package dev.seawall.frontdoor.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkerGateTest {
    private static final RequestClass READ = new RequestClass(0, false, 100_000_000);
    private static final RequestClass WRITE = new RequestClass(1, true, 250_000_000);
    private static final int STREAMS = 4;
    private static final int QUEUE = 3;

    private long nowNanos = 1;
    private double warmth = 1;
    private final WorkerGate gate = new WorkerGate(
            "worker-1", Configs.limited(8, STREAMS, QUEUE), List.of(READ, WRITE), () -> warmth, () -> nowNanos, 0);

    /** With room for more than a few. */
    private final WorkerGate wide = new WorkerGate(
            "worker-1", Configs.limited(8, STREAMS, 64), List.of(READ, WRITE), () -> warmth, () -> nowNanos, 0);

    private void pass(long millis) {
        nowNanos += Duration.ofMillis(millis).toNanos();
        gate.sweep(nowNanos);
    }

    private List<Guest> fill() {
        return fill(gate);
    }

    private static List<Guest> fill(WorkerGate gate) {
        List<Guest> in = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            in.add(Guest.at(gate, READ));
        }
        assertThat(in).allMatch(Guest::isIn);
        return in;
    }

    @Test
    void whoFindsNoRoomWaitsUntilAnAnswerBegins() {
        List<Guest> in = fill();

        Guest late = Guest.at(gate, READ);
        assertThat(late.waits()).isTrue();

        in.getFirst().ticket.onAnswer(true);
        assertThat(late.isIn()).isTrue();
        assertThat(gate.facts().inFlight()).isEqualTo(8);
        assertThat(gate.facts().streams()).isEqualTo(1);
    }

    @Test
    void closingIsRightInEveryStateAndCountsOnce() {
        List<Guest> in = fill();
        Guest waiting = Guest.at(gate, READ);
        Guest uploading = Guest.uploading(gate, WRITE);

        waiting.ticket.close();
        uploading.ticket.close();
        in.get(0).ticket.onAnswer(true);
        in.forEach(each -> each.ticket.close());
        in.forEach(each -> each.ticket.close());
        in.forEach(each -> each.ticket.onAnswer(true));

        GateFacts facts = gate.facts();
        assertThat(facts.inFlight()).isZero();
        assertThat(facts.streams()).isZero();
        assertThat(facts.waiting()).isZero();
    }

    @Test
    void whatIsMoreImportantGoesFirstThoughItCameLater() {
        List<Guest> in = fill();
        Guest background = Guest.at(gate, READ, Priority.BACKGROUND);
        Guest normal = Guest.at(gate, WRITE);

        in.get(0).ticket.close();

        assertThat(normal.isIn()).isTrue();
        assertThat(background.waits()).isTrue();
    }

    @Test
    void whatIsCriticalIsLetInBeyondTheLimitByWhatATrialTakesAway() {
        List<Guest> in = fill();
        for (int i = 0; i < 4; i++) {
            assertThat(Guest.at(gate, READ, Priority.CRITICAL).isIn()).isTrue();
        }
        Guest critical = Guest.at(gate, READ, Priority.CRITICAL);
        Guest normal = Guest.at(gate, READ);
        assertThat(critical.waits()).isTrue();

        in.get(0).ticket.close();

        assertThat(critical.isIn()).isTrue();
        assertThat(normal.waits()).isTrue();
    }

    @Test
    void aFullQueueShedsWhatIsLessImportantForWhatIsMore() {
        fill();
        Guest first = Guest.at(gate, READ);
        Guest background = Guest.at(gate, READ, Priority.BACKGROUND);
        Guest third = Guest.at(gate, READ);

        Guest one = Guest.at(gate, READ);
        assertThat(background.told).isEqualTo("queue-full");
        assertThat(one.waits()).isTrue();

        Guest another = Guest.at(gate, READ);
        assertThat(another.told).isEqualTo("queue-full");
        assertThat(List.of(first, third)).allMatch(Guest::waits);
        assertThat(gate.facts().shed()).containsEntry(ShedReason.QUEUE_FULL, 2L);
    }

    private List<Guest> queue(int guests) {
        List<Guest> waiting = new ArrayList<>();
        for (int i = 0; i < guests; i++) {
            waiting.add(Guest.at(wide, READ));
        }
        assertThat(waiting).allMatch(Guest::waits);
        return waiting;
    }

    private void passWide(long millis) {
        nowNanos += Duration.ofMillis(millis).toNanos();
        wide.sweep(nowNanos);
    }

    @Test
    void aBurstMayWaitForAnIntervalFirstComeFirstServed() {
        List<Guest> in = fill(wide);
        List<Guest> burst = queue(Lane.FEW + 4);

        passWide(60);
        in.getFirst().ticket.close();
        assertThat(burst.get(0).isIn()).isTrue();

        passWide(60);
        assertThat(burst.get(1).told).isEqualTo("waited");
        assertThat(burst.getLast().waits()).isTrue();
    }

    @Test
    void aQueueThatDoesNotEmptyLosesItsOldestAndNobodyWaitsLong() {
        List<Guest> in = fill(wide);
        List<Guest> old = queue(Lane.FEW + 4);
        passWide(120);
        assertThat(old.getFirst().told).isEqualTo("waited");

        List<Guest> newer = queue(Lane.FEW);
        passWide(6);
        assertThat(old).allMatch(guest -> "waited".equals(guest.told));
        assertThat(newer).allMatch(Guest::waits);

        Guest last = Guest.at(wide, READ);
        in.getFirst().ticket.close();
        assertThat(newer.get(0).told).isEqualTo("waited");
        assertThat(newer.get(1).isIn()).isTrue();
        assertThat(last.waits()).isTrue();
    }

    /** As a handful of clients that each wait for their answer: a slow spell is no reason to turn them away. */
    @Test
    void aFewAreNotTurnedAwayFromASlowWorker() {
        List<Guest> in = fill(wide);
        List<Guest> few = queue(Lane.FEW);

        passWide(900);
        in.get(0).ticket.close();
        in.get(1).ticket.close();
        assertThat(few.subList(0, 2)).allMatch(Guest::isIn);
        assertThat(few.subList(2, Lane.FEW)).allMatch(Guest::waits);

        passWide(150);
        assertThat(few.get(2).told).isEqualTo("waited");
    }

    @Test
    void aRequestWhoseTimeIsOverIsNeverSent() {
        List<Guest> in = fill();
        assertThat(Guest.until(gate, READ, nowNanos).told).isEqualTo("deadline");
        Guest soonOver = Guest.until(gate, READ, nowNanos + 10_000_000);

        nowNanos += 20_000_000;
        in.getFirst().ticket.close();

        assertThat(soonOver.told).isEqualTo("deadline");
    }

    @Test
    void whoWithdrawsIsNotAdmittedAndWhoWasAdmittedCannotWithdraw() {
        List<Guest> in = fill();
        Guest gone = Guest.at(gate, READ);

        assertThat(gone.ticket.withdraw()).isTrue();
        in.getFirst().ticket.close();

        assertThat(gone.waits()).isTrue();
        assertThat(in.get(1).ticket.withdraw()).isFalse();
    }

    @Test
    void creditsHoldWritesBackAndNotReadsAndAreForgottenInTime() {
        gate.onCredits("reads=1, writes=1");
        Guest first = Guest.at(gate, WRITE);
        Guest second = Guest.at(gate, WRITE);
        Guest read = Guest.at(gate, READ);

        assertThat(first.isIn() && read.isIn()).isTrue();
        assertThat(second.waits()).isTrue();
        first.ticket.onAnswer(true);
        assertThat(second.isIn()).isTrue();

        assertThat(Guest.at(gate, WRITE).waits()).isTrue();
        pass(5_001);
        assertThat(Guest.at(gate, WRITE).isIn()).isTrue();
    }

    @Test
    void bodiesOnTheirWayTakeNoRoomFromRequestsAndOnlyHalfOfTheStreams() {
        Guest one = Guest.uploading(gate, WRITE);
        Guest two = Guest.uploading(gate, WRITE);
        assertThat(one.isIn() && two.isIn() && gate.hasManyUploads()).isTrue();

        assertThat(Guest.uploading(gate, WRITE).told).isEqualTo("uploads");

        fill();
        one.ticket.onBodySent();
        assertThat(gate.facts().inFlight()).isEqualTo(9);
        assertThat(Guest.uploading(gate, WRITE).waits()).isTrue();
    }

    @Test
    void answersBeyondTheStreamsTakeRoomFromRequests() {
        for (int i = 0; i < STREAMS + 8; i++) {
            Guest each = Guest.at(gate, READ);
            assertThat(each.isIn()).isTrue();
            each.ticket.onAnswer(true);
        }

        assertThat(Guest.at(gate, READ).waits()).isTrue();
    }

    @Test
    void aWorkerThatIsJustBackGetsPartOfItsLimit() {
        warmth = 0.5;
        for (int i = 0; i < 4; i++) {
            assertThat(Guest.at(gate, READ).isIn()).isTrue();
        }

        Guest next = Guest.at(gate, READ);
        assertThat(next.waits()).isTrue();

        warmth = 1;
        pass(20);
        assertThat(next.isIn()).isTrue();
    }
}
