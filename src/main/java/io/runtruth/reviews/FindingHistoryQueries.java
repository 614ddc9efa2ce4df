package io.runtruth.reviews;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.Capability;
import io.runtruth.evidence.CheckResult;
import io.runtruth.evidence.Severity;
import io.runtruth.reviews.FindingHistory.Past;
import io.runtruth.reviews.ReviewContent.Finding;
import io.runtruth.reviews.ReviewContent.FindingGroup;
import io.runtruth.reviews.ReviewContent.SnapshotProvenance;
import io.runtruth.reviews.ReviewPublication.Neighbour;
import io.runtruth.shared.Coded;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/// How the findings of a review stood in those that were published before it (contract 6): all of them by three
/// statements over what evidence is compared by, and not over documents. Whoever may see the review may see it, of
/// reviews that are out.
@Service
public class FindingHistoryQueries {

    /// Earlier reviews that are looked at.
    public static final int MOST = 12;

    /// Of a file with more there is no history: its findings have too many checks to follow.
    private static final int MOST_CHECKS = 20_000;

    /// That a page compares, those of both sides counted for each pair of files: earlier reviews that would make more
    /// are not looked at, nor those before them.
    private static final int MOST_COMPARED = 100_000;

    /// On this node; others wait.
    private static final int COMPARED_AT_ONCE = 2;

    private static final int SUPPRESSED = 9;

    /// Those before, each with the files that it and this review have of the same tool and target.
    private static final String EARLIER = """
            select p.review_id, p.number, p.published_at, pair.now_id, pair.before_id, pair.checks
            from (
                select p.review_id, p.number, p.published_at, v.pinned -> 'snapshotIds' as snapshots
                from review_publication p
                join environment_review v on v.id = p.review_id
                where p.workspace_id = :workspace
                and p.environment_id = :environment
                and p.review_id <> :review
                and (cast(:number as integer) is null or p.number < :number)
                and %s
                order by p.number desc
                limit :most) p
            left join lateral (
                select now.id as now_id, before.id as before_id,
                    cast(before.facts ->> 'total' as bigint) + cast(now.facts ->> 'total' as bigint) as checks
                from jsonb_array_elements_text(p.snapshots) as pinned (id)
                join evidence_snapshot before on before.workspace_id = :workspace
                    and before.environment_id = :environment
                    and before.id = cast(pinned.id as uuid)
                join evidence_snapshot now on now.workspace_id = :workspace
                    and now.environment_id = :environment
                    and now.id = any (:sources)
                    and now.tool = before.tool
                    and lower(coalesce(now.target_id, '')) = lower(coalesce(before.target_id, ''))
                where cast(before.facts ->> 'total' as bigint) <= :checks
                and cast(now.facts ->> 'total' as bigint) <= :checks) pair on true
            """.formatted(ReviewQueries.IS_OUT.formatted("v"));

    /// What is one finding in a document, with the places of its checks.
    private static final String FINDINGS = """
            select c.import_id, c.control_id, c.title, c.severity, c.area,
                case when c.suppressed then 'suppressed' else c.result end as stands,
                array_agg(c.position) as positions
            from evidence_check c
            where c.workspace_id = :workspace
            and c.import_id = any (:sources)
            group by 1, 2, 3, 4, 5, 6
            """;

    private static final String POSTURES = """
            select import_id, positions, kins, cast(marks as integer[]) as marks
            from evidence_posture
            where workspace_id = :workspace
            and import_id = any (:files)
            order by import_id, first_position
            """;

    private final Access access;
    private final ReviewQueries reviews;
    private final JdbcClient jdbc;
    private final Semaphore places = new Semaphore(COMPARED_AT_ONCE, true);

    FindingHistoryQueries(Access access, ReviewQueries reviews, JdbcClient jdbc) {
        this.access = access;
        this.reviews = reviews;
        this.jdbc = jdbc;
    }

    /// By the place of a finding in the document; none where nothing was published before or it is too much to compare,
    /// and of a finding none whose file is too large.
    ///
    /// @param shown as the actor has read it
    /// @throws Problem.NotFound also for a review that the actor may not see
    public Map<Integer, FindingHistory> histories(Actor actor, UUID workspaceId, ReviewDetail shown) {
        var review = reviews.row(actor, workspaceId, shown.review().id());
        var publication = review.publication();
        if (publication != null && publication.number() == 1) {
            return Map.of();
        }
        var scope = new Scope(workspaceId, review.environment().id());
        var whole = access.can(actor, workspaceId, Capability.ENVIRONMENT_REVIEW_VIEW)
                ? Optional.ofNullable(shown.content())
                : reviews.content(scope, review.id());
        places.acquireUninterruptibly();
        try {
            return whole.map(content -> histories(scope, review, content)).orElse(Map.of());
        } finally {
            places.release();
        }
    }

    private Map<Integer, FindingHistory> histories(Scope scope, ReviewRow review, ReviewContent whole) {
        var findings = whole.findings();
        if (findings == null) {
            return Map.of();
        }
        var sources = whole.provenance().snapshots().stream()
                .map(SnapshotProvenance::source)
                .map(ReviewContent.Source::snapshotId)
                .toList();
        var earlier = earlier(scope, review, sources);
        if (earlier.reviews().isEmpty()) {
            return Map.of();
        }
        var counts = new PastCounts(earlier.pairs(), postures(scope, earlier.files()));
        var states = findings(scope, earlier.sources(), counts);
        var alike = new Alike();
        var histories = new HashMap<Integer, FindingHistory>();
        for (var place = 0; place < findings.controls().size(); place++) {
            var finding = findings.controls().get(place);
            var known = states.get(FindingKey.of(sources, finding));
            if (known != null) {
                histories.put(place, alike.one(history(finding, earlier, known)));
            }
        }
        return histories;
    }

    private Earlier earlier(Scope scope, ReviewRow review, List<UUID> sources) {
        var publication = review.publication();
        var read = new Earlier(new TreeMap<>(Comparator.reverseOrder()), new ArrayList<>(), false);
        jdbc.sql(EARLIER)
                .param("workspace", scope.workspaceId())
                .param("environment", scope.environmentId())
                .param("review", review.id())
                .param("number", publication == null ? null : publication.number())
                .param("sources", sources.toArray(UUID[]::new))
                .param("checks", MOST_CHECKS)
                .param("most", MOST)
                .query(read::add);
        return read.within(MOST_COMPARED);
    }

    private Map<UUID, FilePosture> postures(Scope scope, Set<UUID> files) {
        var postures = new HashMap<UUID, FilePosture>();
        jdbc.sql(POSTURES)
                .param("workspace", scope.workspaceId())
                .param("files", files.toArray(UUID[]::new))
                .query(row -> {
                    postures.computeIfAbsent(row.getObject("import_id", UUID.class), _ -> new FilePosture())
                            .add(
                                    (Integer[]) row.getArray("positions").getArray(),
                                    (Long[]) row.getArray("kins").getArray(),
                                    (Integer[]) row.getArray("marks").getArray());
                });
        return postures;
    }

    private Map<FindingKey, Map<Integer, Map<FindingGroup, Long>>> findings(
            Scope scope, Set<UUID> sources, PastCounts counts) {
        var states = new HashMap<FindingKey, Map<Integer, Map<FindingGroup, Long>>>();
        jdbc.sql(FINDINGS)
                .param("workspace", scope.workspaceId())
                .param("sources", sources.toArray(UUID[]::new))
                .query(row -> {
                    var key = new FindingKey(
                            row.getObject("import_id", UUID.class),
                            row.getString("control_id"),
                            row.getString("title"),
                            Coded.stored(Severity.class, row.getString("severity")),
                            row.getString("area"),
                            row.getString("stands"));
                    states.put(key, counts.of(key.source(), (Integer[])
                            row.getArray("positions").getArray()));
                });
        return states;
    }

    private static FindingHistory history(
            Finding finding, Earlier earlier, Map<Integer, Map<FindingGroup, Long>> states) {
        var past = earlier.reviews().values().stream()
                .map(it -> {
                    var counted = states.get(it.number());
                    var known = counted == null
                            ? 0
                            : counted.values().stream()
                                    .mapToLong(count -> count)
                                    .sum();
                    return counted == null
                            ? new Past(it, false, Map.of(), 0)
                            : new Past(it, true, counted, Math.max(0, finding.checks() - known));
                })
                .toList();
        var now = finding.group() == FindingGroup.ACCEPTED ? FindingGroup.of(finding.result()) : finding.group();
        return new FindingHistory(now, past, earlier.isCut() || past.size() == MOST);
    }

    /// What the checks of a finding have in common, as the database knows it.
    private record FindingKey(
            UUID source, String controlId, String title, Severity severity, String area, String stands) {

        private static FindingKey of(List<UUID> sources, Finding finding) {
            return new FindingKey(
                    sources.get(finding.source()),
                    finding.controlId(),
                    finding.title(),
                    finding.severity(),
                    finding.area(),
                    finding.group() == FindingGroup.SUPPRESSED
                            ? "suppressed"
                            : finding.result().code());
        }
    }

    /// The reviews before, the newest first, and which files they have beside those of this one.
    ///
    /// @param isCut whether some are left out, since they are too much to compare
    private record Earlier(NavigableMap<Integer, Neighbour> reviews, List<Pair> pairs, boolean isCut) {

        private void add(ResultSet row) throws SQLException {
            var number = row.getInt("number");
            reviews.put(
                    number,
                    new Neighbour(
                            row.getObject("review_id", UUID.class),
                            number,
                            row.getTimestamp("published_at").toInstant()));
            var now = row.getObject("now_id", UUID.class);
            if (now != null) {
                pairs.add(new Pair(number, now, row.getObject("before_id", UUID.class), row.getLong("checks")));
            }
        }

        /// The newest of them, without a gap.
        private Earlier within(long most) {
            var left = most;
            for (var number : reviews.keySet()) {
                left -= pairs.stream()
                        .filter(it -> it.number() == number)
                        .mapToLong(Pair::checks)
                        .sum();
                if (left < 0) {
                    return new Earlier(
                            reviews.headMap(number, false),
                            pairs.stream().filter(it -> it.number() > number).toList(),
                            true);
                }
            }
            return this;
        }

        private Set<UUID> sources() {
            return pairs.stream().map(Pair::now).collect(Collectors.toSet());
        }

        private Set<UUID> files() {
            return pairs.stream()
                    .flatMap(it -> Stream.of(it.now(), it.before()))
                    .collect(Collectors.toSet());
        }
    }

    /// @param number of the review that the file before is of
    /// @param checks of both files
    private record Pair(int number, UUID now, UUID before, long checks) {}

    /// Thousands of findings have few different histories: a page keeps each once.
    private static final class Alike {

        private final Map<Past, Past> pasts = new HashMap<>();
        private final Map<FindingHistory, FindingHistory> histories = new HashMap<>();

        private FindingHistory one(FindingHistory history) {
            return histories.computeIfAbsent(
                    history,
                    it -> new FindingHistory(
                            it.now(),
                            it.earlier().stream()
                                    .map(past -> pasts.computeIfAbsent(past, same -> same))
                                    .toList(),
                            it.isCut()));
        }
    }

    /// A file's checks: by place what identifies one, and by that how it stands.
    private static final class FilePosture {

        /// Between two that nothing tells apart but their order in the file.
        private static final long NEXT = 0x9E3779B97F4A7C15L;

        private static final int RESULT = 8;
        private static final int RESULTS = 16;

        private final Map<Integer, Long> identities = new HashMap<>();
        private final Map<Long, Integer> states = new HashMap<>();

        private void add(Integer[] positions, Long[] kins, Integer[] marks) {
            for (var at = 0; at < positions.length; at++) {
                long identity = kins[at];
                while (states.putIfAbsent(identity, marks[at] / RESULT % RESULTS) != null) {
                    identity += NEXT;
                }
                identities.put(positions[at], identity);
            }
        }
    }

    /// How checks of this review's files stood before.
    private record PastCounts(List<Pair> pairs, Map<UUID, FilePosture> postures) {

        /// By the number of the review, of those that have the file's tool and target.
        private Map<Integer, Map<FindingGroup, Long>> of(UUID source, Integer[] positions) {
            var counts = new HashMap<Integer, Map<FindingGroup, Long>>();
            for (var pair : pairs) {
                if (pair.now().equals(source)) {
                    counts.put(pair.number(), of(posture(source), posture(pair.before()), positions));
                }
            }
            return counts;
        }

        private FilePosture posture(UUID file) {
            return postures.getOrDefault(file, new FilePosture());
        }

        private static Map<FindingGroup, Long> of(FilePosture now, FilePosture before, Integer[] positions) {
            var counts = new EnumMap<FindingGroup, Long>(FindingGroup.class);
            for (var position : positions) {
                var state = before.states.get(now.identities.get(position));
                if (state != null) {
                    counts.merge(group(state), 1L, Long::sum);
                }
            }
            return counts;
        }

        /// What it is called by in the document.
        private static FindingGroup group(int state) {
            return state == SUPPRESSED ? FindingGroup.SUPPRESSED : FindingGroup.of(CheckResult.values()[state]);
        }
    }
}
