package dev.seawall.deploy.flood.report;

import java.math.BigDecimal;
import java.math.MathContext;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/** Writes measured numbers with as many digits as they are worth; timelines are half as long that way. Thread-safe. */
final class RoundedNumber extends ValueSerializer<Double> {
    private static final MathContext DIGITS = new MathContext(5);

    @Override
    public void serialize(Double value, JsonGenerator out, SerializationContext context) {
        if (Double.isFinite(value)) {
            out.writeNumber(new BigDecimal(value).round(DIGITS).doubleValue());
        } else {
            out.writeNull();
        }
    }
}
