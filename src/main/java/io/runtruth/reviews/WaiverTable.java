package io.runtruth.reviews;

import io.runtruth.access.Actor;
import io.runtruth.environments.EnvironmentQueries;
import io.runtruth.reviews.NewWaiver.Terms;
import io.runtruth.reviews.WaiverQueries.WaiverFilter;
import io.runtruth.reviews.WaiverService.PlacedWaiver;
import io.runtruth.shared.CsvLines;
import io.runtruth.shared.CsvLines.CsvLine;
import io.runtruth.shared.CsvTable;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Accepted risks as CSV, for the console and the API: what is written can be read in again. Of its columns
/// `accepted_by`, `accepted_at` and `state` tell only; who reads the table in accepts what is in it.
@Component
public class WaiverTable {

    private static final int ROWS_AT_ONCE = 500;

    private static final CsvTable<WaiverRow> TABLE = new CsvTable<>(
            "accepted-risks.csv",
            List.of(
                    "environment",
                    "tool",
                    "control",
                    "ordinal",
                    "resource",
                    "reason",
                    "owner",
                    "until",
                    "review_on",
                    "accepted_by",
                    "accepted_at",
                    "state"),
            WaiverTable::cells);

    private static final List<String> REQUIRED = List.of("environment", "tool", "control", "reason", "until");

    private final WaiverQueries waivers;
    private final WaiverService service;
    private final EnvironmentQueries environments;

    WaiverTable(WaiverQueries waivers, WaiverService service, EnvironmentQueries environments) {
        this.waivers = waivers;
        this.service = service;
        this.environments = environments;
    }

    public String file() {
        return TABLE.file();
    }

    /// Each page with the right that the actor has at that moment.
    ///
    /// @throws Problem as [WaiverQueries#page]
    public void write(Actor actor, UUID workspaceId, WaiverFilter filter, CsvTable.Destination open)
            throws IOException {
        TABLE.write(after -> waivers.page(actor, workspaceId, filter, after, ROWS_AT_ONCE), open);
    }

    private static List<@Nullable String> cells(WaiverRow row) {
        var risk = row.risk();
        return Arrays.asList(
                row.environment().slug(),
                risk.tool(),
                risk.control(),
                risk.ordinal() == null ? null : risk.ordinal().toString(),
                risk.resource(),
                risk.reason(),
                risk.owner(),
                risk.until().toString(),
                risk.reviewOn().toString(),
                risk.acceptedBy(),
                risk.acceptedAt().toString(),
                row.state().code());
    }

    /// Accepts every line, or none. A line whose `state` says that it no longer holds is none to accept.
    ///
    /// @param content with the names of the columns in its first line, in any order; at most 500 lines behind
    ///     it
    /// @throws Problem.InvalidInput `csv.form`, `csv.encoding`, `waiver.columns`, `waiver.lines`
    /// @throws Problem as [WaiverService#accept]
    public ReadIn read(Actor actor, UUID workspaceId, byte[] content, StartRequest request) {
        var lines = CsvLines.of(content);
        var columns = columns(lines);
        var places = new HashMap<String, Scope>();
        environments.all(actor, workspaceId).forEach(it -> places.put(it.slug(), it.scope()));
        var asked = new ArrayList<PlacedWaiver>();
        var numbers = new ArrayList<Integer>();
        var refused = new ArrayList<RefusedLine>();
        for (var line : lines.subList(1, lines.size())) {
            try {
                asked.add(placed(line, columns, places));
                numbers.add(line.number());
            } catch (Problem problem) {
                refused.add(new RefusedLine(line.number(), problem));
            }
        }
        if (refused.isEmpty()) {
            try {
                return new ReadIn.AllAccepted(
                        service.accept(actor, workspaceId, asked, request).size());
            } catch (Problem.Unprocessable problem) {
                throw problem;
            } catch (Problem problem) {
                refused.addAll(refused(actor, workspaceId, asked, numbers));
                if (refused.isEmpty()) {
                    throw problem;
                }
            }
        } else {
            refused.addAll(refused(actor, workspaceId, asked, numbers));
        }
        refused.sort(Comparator.comparingInt(RefusedLine::line));
        return new ReadIn.SomeRefused(refused);
    }

    /// Named one by one only after all were refused together: what was accepted before under the same request id is
    /// told so again (I14).
    private List<RefusedLine> refused(Actor actor, UUID workspaceId, List<PlacedWaiver> asked, List<Integer> numbers) {
        var refusals = service.refusals(actor, workspaceId, asked);
        return IntStream.range(0, asked.size())
                .filter(refusals::containsKey)
                .mapToObj(place -> new RefusedLine(numbers.get(place), Objects.requireNonNull(refusals.get(place))))
                .toList();
    }

    private static Map<String, Integer> columns(List<CsvLine> lines) {
        var columns = new HashMap<String, Integer>();
        if (!lines.isEmpty()) {
            var names = lines.getFirst().cells();
            for (var place = 0; place < names.size(); place++) {
                if (!TABLE.columns().contains(names.get(place)) || columns.put(names.get(place), place) != null) {
                    throw new Problem.InvalidInput("waiver.columns", String.join(", ", TABLE.columns()));
                }
            }
        }
        if (!columns.keySet().containsAll(REQUIRED)) {
            throw new Problem.InvalidInput("waiver.columns", String.join(", ", TABLE.columns()));
        }
        if (lines.size() < 2 || lines.size() > WaiverService.MOST + 1) {
            throw new Problem.InvalidInput("waiver.lines", WaiverService.MOST);
        }
        return columns;
    }

    private static PlacedWaiver placed(CsvLine line, Map<String, Integer> columns, Map<String, Scope> places) {
        var cells = new Cells(line, columns);
        if (cells.has("state")
                && !cells.get("state").equals("active")
                && !cells.get("state").equals("expiring")) {
            throw new Problem.InvalidInput("waiver.line_state");
        }
        var scope = places.get(cells.get("environment"));
        if (scope == null) {
            throw new Problem.InvalidInput("waiver.line_environment", cells.get("environment"));
        }
        return new PlacedWaiver(
                scope,
                new NewWaiver(
                        cells.get("tool"),
                        cells.get("control"),
                        cells.has("ordinal") ? number(cells.get("ordinal")) : null,
                        cells.has("resource") ? cells.get("resource") : null,
                        new Terms(
                                cells.get("reason"),
                                cells.has("owner") ? cells.get("owner") : null,
                                day("until", cells.get("until")),
                                cells.has("review_on") ? day("review_on", cells.get("review_on")) : null)));
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException _) {
            throw new Problem.InvalidInput("waiver.line_number", text);
        }
    }

    private static LocalDate day(String column, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException _) {
            throw new Problem.InvalidInput("waiver.line_day", column);
        }
    }

    private record Cells(CsvLine line, Map<String, Integer> columns) {

        String get(String column) {
            var place = columns.get(column);
            return place == null || place >= line.cells().size()
                    ? ""
                    : line.cells().get(place);
        }

        boolean has(String column) {
            return !get(column).isEmpty();
        }
    }

    /// What became of a table.
    public sealed interface ReadIn {

        record AllAccepted(int count) implements ReadIn {}

        /// Nothing was accepted.
        ///
        /// @param lines in their order
        record SomeRefused(List<RefusedLine> lines) implements ReadIn {

            public SomeRefused {
                lines = List.copyOf(lines);
            }
        }
    }

    /// @param line its number in the file, from 1
    public record RefusedLine(int line, Problem problem) {}
}
