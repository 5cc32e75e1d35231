package dev.seawall.frontdoor.bench.overload;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One axis of a {@link Chart}: which numbers it shows, and where. Immutable.
 *
 * @param scale how numbers become places: as they are, or their logarithms
 */
record Axis(String label, double least, double greatest, Scale scale, List<Tick> ticks) {
    Axis {
        ticks = List.copyOf(ticks);
    }

    enum Scale {
        LINEAR,
        LOGARITHMIC
    }

    /** A number that is written beside the axis. Immutable. */
    record Tick(double at, String text) {}

    static Axis linear(String label, double least, double greatest, double step) {
        List<Tick> ticks = new ArrayList<>();
        for (int i = 0; least + i * step <= greatest + step / 1e6; i++) {
            double at = least + i * step;
            ticks.add(new Tick(at, plain(at, step)));
        }
        return new Axis(label, least, greatest, Scale.LINEAR, ticks);
    }

    static Axis logarithmic(String label, List<Double> numbers) {
        List<Tick> ticks =
                numbers.stream().map(number -> new Tick(number, plain(number, number))).toList();
        return new Axis(label, numbers.getFirst(), numbers.getLast(), Scale.LOGARITHMIC, ticks);
    }

    private static String plain(double number, double step) {
        return step == Math.rint(step)
                ? String.format(Locale.ROOT, "%,.0f", number)
                : String.format(Locale.ROOT, "%.1f", number);
    }

    /** From 0 at its least to 1 at its greatest number; what lies beyond is at its end. */
    double place(double number) {
        double within = Math.min(Math.max(number, least), greatest);
        return scale == Scale.LINEAR
                ? (within - least) / (greatest - least)
                : Math.log(within / least) / Math.log(greatest / least);
    }
}
