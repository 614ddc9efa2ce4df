package io.runtruth.api.shapes;

import io.runtruth.reviews.ControlRow;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// A control over all environments in use that the caller may see.
///
/// @param id of tool and control, the same in every workspace
/// @param control the tool's id, without the version behind it
/// @param title the tool's, which says what should be, unless `title_tells_fault`
/// @param area empty where the tool names none
/// @param severity the worst that it has anywhere: `critical`, `high`, `medium`, `low`, `informational` or `unknown`
/// @param environments all of them
/// @param results environments by the worst result there: `not_met`, `warning`, `error`, `manual`, `not_assessed`,
///     `unknown`, `met`, `informational`, `not_applicable`, `suppressed`; none is left out
/// @param absent environments where no review that can be read holds it
/// @param accepted of those where it is not met or warns, where all of that is accepted
@SnakeCase
public record ControlJson(
        UUID id,
        String tool,
        String control,
        String title,
        boolean titleTellsFault,
        String area,
        String severity,
        long environments,
        Map<String, Long> results,
        long absent,
        long accepted) {

    public static ControlJson of(ControlRow row) {
        var results = new TreeMap<String, Long>();
        row.results().forEach((result, environments) -> results.put(result.code(), environments));
        var wording = row.wording();
        return new ControlJson(
                row.id(),
                wording.tool(),
                wording.control(),
                wording.title(),
                wording.tellsFault(),
                wording.area(),
                row.severity().code(),
                row.environments(),
                results,
                row.absent(),
                row.accepted());
    }
}
