package dev.hotreload.server;

import static ch.qos.logback.core.encoder.JsonEscapeUtil.jsonEscapeString;

import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.List;
import org.slf4j.event.KeyValuePair;

/**
 * Logback's JSON lines, with the key-value pairs of an event as fields of the line itself, where log queries find them.
 */
public final class FlatJsonEncoder extends JsonEncoder {

    @Override
    protected void appendKeyValuePairs(StringBuilder json, ILoggingEvent event) {
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        if (pairs == null) {
            return;
        }
        for (KeyValuePair pair : pairs) {
            json.append(",\"").append(jsonEscapeString(pair.key)).append("\":");
            if (pair.value instanceof Number || pair.value instanceof Boolean) {
                json.append(pair.value);
            } else {
                json.append('"')
                        .append(jsonEscapeString(String.valueOf(pair.value)))
                        .append('"');
            }
        }
    }
}
