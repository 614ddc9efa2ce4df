package io.runtruth.api.shapes;

import io.runtruth.portal.Reading;
import java.time.Instant;

/// That somebody has read a published review.
///
/// @param name of the person, as it was then
/// @param own whether it is the caller's
@SnakeCase
public record ReadingJson(String name, Instant readAt, boolean own) {

    public static ReadingJson of(Reading reading) {
        return new ReadingJson(reading.name(), reading.at(), reading.own());
    }
}
