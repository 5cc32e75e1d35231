package dev.seawall.deploy.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seawall.deploy.blueprint.Blueprint;
import dev.seawall.deploy.blueprint.BlueprintException;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class BillTest {
    @Test
    void aDeploymentIsBilledItemByItem() throws BlueprintException {
        var blueprint = Blueprint.parse("seawall.yaml", "name: shop\nworkers: {count: 2}\n");

        var bill = Bill.of(blueprint.region(), Estimate.of(blueprint));

        assertThat(bill.text())
                .containsExactly(
                        "front-door-1             $52.93  c7g.large, 730 h at 0.0725",
                        "front-door-1-root         $0.64  8 GiB of gp3 at 0.08",
                        "front-door-1-address      $3.65  public address, 730 h at 0.005",
                        "worker-1                 $59.57  m7g.large, 730 h at 0.0816",
                        "worker-1-root             $0.64  8 GiB of gp3 at 0.08",
                        "worker-1-volume           $8.00  100 GiB of gp3 at 0.08",
                        "worker-2                 $59.57  m7g.large, 730 h at 0.0816",
                        "worker-2-root             $0.64  8 GiB of gp3 at 0.08",
                        "worker-2-volume           $8.00  100 GiB of gp3 at 0.08",
                        "bucket                    $0.02  1 GiB in S3 at 0.023",
                        "sum                     $193.65  a month: on-demand prices of 2026-07-20 in us-east-1,"
                                + " without traffic and tax");
        assertThat(bill.unpriced()).isEmpty();
    }

    @Test
    void keptVolumesAreBilledAlone() throws BlueprintException {
        var blueprint =
                Blueprint.parse("seawall.yaml", "name: shop\nworkers: {count: 3, volume: {size: 1TiB, iops: 4000}}\n");

        var bill = Bill.of("us-east-1", Estimate.kept(blueprint));

        assertThat(bill.lines())
                .extracting(Bill.Line::name)
                .containsExactly("worker-1-volume", "worker-2-volume", "worker-3-volume");
        assertThat(bill.total()).isEqualByComparingTo("260.76"); // 3 * (1024 * 0.08 + 1000 * 0.005)
    }

    @Test
    void performanceBeyondWhatIsIncludedIsCharged() {
        var fast = new Item.Disk("fast", "gp3", 100, 5000, 225);
        var io2 = new Item.Disk("faster", "io2", 100, 40_000);

        assertThat(total(fast)).isEqualByComparingTo("22.00"); // 8 + 2000 * 0.005 + 100 * 0.04
        assertThat(total(io2)).isEqualByComparingTo("2456.50"); // 12.5 + 32000 * 0.065 + 8000 * 0.0455
    }

    private static BigDecimal total(Item item) {
        return Bill.of("us-east-1", List.of(item)).total();
    }

    @Test
    void anUnknownTypeIsASentenceAndNotInTheSum() {
        var bill = Bill.of(
                "us-east-1",
                List.of(new Item.Machine("worker-1", "x9z.huge"), new Item.Machine("worker-2", "m7g.large")));

        assertThat(bill.unpriced())
                .containsExactly("the price of worker-1 (x9z.huge) is not known here and not in the sum");
        assertThat(Bill.dollars(bill.total())).isEqualTo("$59.57");
        assertThat(bill.text().getLast()).isEqualTo(bill.unpriced().getFirst());
    }

    @Test
    void anUnknownRegionIsASentence() {
        var bill = Bill.of("eu-west-1", List.of(new Item.Machine("worker-1", "m7g.large")));

        assertThat(bill.text())
                .containsExactly(
                        "no prices of eu-west-1 are in this version (only of us-east-1): what this costs is not"
                                + " known here");
    }

    @Test
    void everyKnownRegionHasPricesThatSayTheirDateAndRegion() {
        for (String region : Prices.KNOWN) {
            var prices = Prices.of(region).orElseThrow();

            assertThat(prices.region()).isEqualTo(region);
            assertThat(prices.date()).matches("20[0-9]{2}-[0-9]{2}-[0-9]{2}");
            assertThat(prices.byKey().values()).allMatch(price -> price.signum() > 0);
        }
    }

    @Test
    void aPriceGivenTwiceIsRefused() {
        assertThatThrownBy(() -> Prices.parse("date 2026-01-01\nregion r\ngp3 1\ngp3 2\n"))
                .hasMessageContaining("each key once, not: gp3 2");
    }
}
