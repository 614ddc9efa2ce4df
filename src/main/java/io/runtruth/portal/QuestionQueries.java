package io.runtruth.portal;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.Capability;
import io.runtruth.access.ListedKeys;
import io.runtruth.access.NoticeChoiceQueries;
import io.runtruth.access.NoticeKind;
import io.runtruth.access.NoticeWay;
import io.runtruth.access.Role;
import io.runtruth.portal.Question.QuestionEnd;
import io.runtruth.portal.Question.QuestionSubject;
import io.runtruth.shared.Cursor;
import io.runtruth.shared.KeyPage;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Range;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/// Questions about what is published (contract 8, published): those who read reviews find all of them, who reads
/// published reviews only finds their own, as long as the review is not withdrawn, and is not told who ended them.
@Service
public class QuestionQueries {

    /// Of a review, and of a page.
    public static final int MOST = 200;

    /// That the bell tells at once.
    public static final int MOST_NOTICES = 20;

    private static final String[] READING = Role.codesOf(Capability.PUBLISHED_REVIEW_VIEW);
    private static final String[] MANAGING = Role.codesOf(Capability.ENVIRONMENT_REVIEW_MANAGE);

    private static final String COLUMNS = """
            select q.id, q.review_id, q.finding, q.control_id, q.title, q.asked_by_name, q.asked_by = :reader as own,
                q.created_at, q.question, q.status, q.ended_at, q.answer, e.slug, e.name, p.number,
                case when :all or q.ended_by = :reader then q.ended_by_name end as ended_by_name
            """;

    private static final String NAMES = """
            join managed_environment e on e.workspace_id = q.workspace_id and e.id = q.environment_id
            join review_publication p on p.review_id = q.review_id
            """;

    /// The review of a question is not withdrawn.
    private static final String OUT = """
            exists (
                select
                from environment_review v
                where v.workspace_id = %1$s.workspace_id
                and v.environment_id = %1$s.environment_id
                and v.id = %1$s.review_id
                and v.status in ('published', 'superseded'))
            """;

    /// What who reads published reviews only may see of a question `r`.
    private static final String OWN = """
            and (:all or (r.asked_by = :reader and %s))
            """.formatted(OUT.formatted("r"));

    /// That somebody waits for.
    private static final String WAITING = """
            and r.status = 'open'
            and %s
            """.formatted(OUT.formatted("r"));

    private static final String OF_REVIEW = COLUMNS + """
            from (
                select r.*
                from review_question r
                where r.workspace_id = :workspace
                and r.review_id = :review
                %s
                order by r.status <> 'open', r.created_at desc, r.id desc
                limit :most) q
            """.formatted(OWN) + NAMES + """
            order by q.status <> 'open', q.created_at desc, q.id desc
            """;

    private static final String ONE = COLUMNS + """
            from (
                select r.*
                from review_question r
                where r.workspace_id = :workspace
                and r.id = :id
                %s) q
            """.formatted(OWN) + NAMES;

    private static final String PAGE = COLUMNS + """
            from (%s) found
            join review_question q on q.id = found.id
            """ + NAMES + """
            order by q.created_at desc, q.id desc
            """;

    /// Which of them: a time of when it is told.
    private static final String NOTICES = """
            with reach as (
                select m.workspace_id, w.slug, m.all_environments, m.role = any (:managing) as manages,
                    array(
                        select me.environment_id
                        from member_environment me
                        where me.workspace_id = m.workspace_id
                        and me.account_id = m.account_id) as environments
                from member m
                join workspace w on w.id = m.workspace_id
                where m.account_id = :account
                and w.suspended_at is null
                and m.role = any (:reading)),
            told as (
                select reach.slug, q.*
                from (select * from reach where manages and all_environments and :asked) reach
                cross join lateral (
                    select q.*, q.created_at as told_at
                    from review_question q
                    where q.workspace_id = reach.workspace_id
                    and q.status = 'open'
                    and q.asked_by <> :account
                    and %1$s
                    %2$s
                    order by q.created_at desc, q.id desc
                    limit :most) q
                union all
                select place.slug, q.*
                from (
                    select workspace_id, slug, unnest(environments) as environment_id
                    from reach
                    where manages
                    and not all_environments
                    and :asked) place
                cross join lateral (
                    select q.*, q.created_at as told_at
                    from review_question q
                    where q.workspace_id = place.workspace_id
                    and q.environment_id = place.environment_id
                    and q.status = 'open'
                    and q.asked_by <> :account
                    and %1$s
                    %2$s
                    order by q.created_at desc, q.id desc
                    limit :most) q
                union all
                select reach.slug, q.*
                from (select * from reach where :ended) reach
                cross join lateral (
                    select q.*, q.ended_at as told_at
                    from review_question q
                    where q.asked_by = :account
                    and q.workspace_id = reach.workspace_id
                    and q.status <> 'open'
                    and q.ended_by <> :account
                    and %1$s
                    and (reach.all_environments or q.environment_id = any (reach.environments))
                    %3$s
                    order by q.ended_at desc, q.id desc
                    limit :most) q)
            select told.id, told.slug, e.name, told.review_id, told.finding, told.control_id, told.status, told.told_at,
                told.told_at > coalesce(seen.seen_at, '-infinity') as unread
            from told
            join managed_environment e on e.workspace_id = told.workspace_id and e.id = told.environment_id
            left join question_seen seen on seen.account_id = :account
            order by told.told_at desc, told.id desc
            limit :most
            """;

    private static final String RECENT = NOTICES.formatted(OUT.formatted("q"), "", "");

    private static final String NOT_READ = """
            and %1$s <= :upTo
            and %1$s > greatest(:after, case when %2$s
                then (select s.seen_at from question_seen s where s.account_id = :account) end)
            """;

    private static final String TO_MAIL = NOTICES.formatted(
            OUT.formatted("q"),
            NOT_READ.formatted("q.created_at", ":bellAsked"),
            NOT_READ.formatted("q.ended_at", ":bellEnded"));

    private final Access access;
    private final PublishedReviews reviews;
    private final NoticeChoiceQueries choices;
    private final JdbcClient jdbc;

    QuestionQueries(Access access, PublishedReviews reviews, NoticeChoiceQueries choices, JdbcClient jdbc) {
        this.access = access;
        this.reviews = reviews;
        this.choices = choices;
        this.jdbc = jdbc;
    }

    /// Open ones first, then the newest; at most 200.
    ///
    /// @throws Problem.NotFound also for a review that the actor may not see
    public List<Question> of(Actor actor, UUID workspaceId, UUID reviewId) {
        reviews.seen(actor, workspaceId, reviewId);
        return jdbc.sql(OF_REVIEW)
                .param("workspace", workspaceId)
                .param("review", reviewId)
                .param("all", reviews.isToldAll(actor, workspaceId))
                .param("reader", actor.accountId().orElse(null))
                .param("most", MOST)
                .query(QuestionQueries::question)
                .list();
    }

    /// One of them.
    ///
    /// @throws Problem.NotFound also for one that the actor may not see
    public Question question(Actor actor, UUID workspaceId, UUID questionId) {
        access.require(actor, workspaceId, Capability.PUBLISHED_REVIEW_VIEW);
        var question = jdbc.sql(ONE)
                .param("workspace", workspaceId)
                .param("id", questionId)
                .param("all", reviews.isToldAll(actor, workspaceId))
                .param("reader", actor.accountId().orElse(null))
                .query(QuestionQueries::question)
                .optional()
                .orElseThrow(() -> new Problem.NotFound("not_found"));
        reviews.seen(actor, workspaceId, question.subject().reviewId());
        return question;
    }

    /// Of the workspace, the newest first.
    ///
    /// @param openOnly those that nobody has ended, about what is not withdrawn
    /// @param after where to go on; null for the newest
    /// @param limit 1 to 200
    public KeyPage<Question> page(Actor actor, UUID workspaceId, boolean openOnly, @Nullable Cursor after, int limit) {
        var size = Math.clamp(limit, 1, MOST);
        var reach = access.require(actor, workspaceId, Capability.PUBLISHED_REVIEW_VIEW);
        var listed = new ListedKeys(reach, null, Range.page(after, size));
        var keys = listed.of("review_question", OWN + (openOnly ? WAITING : ""));
        var rows = jdbc.sql(PAGE.formatted(keys))
                .params(listed.parameters())
                .param("all", reviews.isToldAll(actor, workspaceId))
                .param("reader", actor.accountId().orElse(null))
                .query(QuestionQueries::question)
                .list();
        return KeyPage.cut(rows, size, it -> new Cursor(it.askedAt(), it.id()));
    }

    /// Open ones where the person manages reviews, and the ends of their own, about what is not withdrawn;
    /// what of it they want on the bell, newest first, at most 20.
    public List<QuestionNotice> recent(Actor.Person person) {
        return told(RECENT, person, choices.of(person, NoticeWay.BELL), MOST_NOTICES)
                .query(QuestionQueries::notice)
                .list();
    }

    /// Those of a time that the person wants by e-mail and has not read on the bell; newest first.
    ///
    /// @param after later than that
    /// @param upTo and up to that
    /// @param most 1 or more
    public List<QuestionNotice> toMail(Actor.Person person, Instant after, Instant upTo, int most) {
        var chosen = choices.mine(person);
        var bell = chosen.by(NoticeWay.BELL);
        return told(TO_MAIL, person, chosen.by(NoticeWay.MAIL), most)
                .param("bellAsked", bell.contains(NoticeKind.QUESTION_ASKED))
                .param("bellEnded", bell.contains(NoticeKind.QUESTION_ENDED))
                .param("after", after.atOffset(ZoneOffset.UTC))
                .param("upTo", upTo.atOffset(ZoneOffset.UTC))
                .query(QuestionQueries::notice)
                .list();
    }

    private JdbcClient.StatementSpec told(String sql, Actor.Person person, Set<NoticeKind> wanted, int most) {
        return jdbc.sql(sql)
                .param("account", person.account())
                .param("reading", READING)
                .param("managing", MANAGING)
                .param("asked", wanted.contains(NoticeKind.QUESTION_ASKED))
                .param("ended", wanted.contains(NoticeKind.QUESTION_ENDED))
                .param("most", most);
    }

    private static QuestionNotice notice(ResultSet row, int index) throws SQLException {
        return new QuestionNotice(
                row.getObject("id", UUID.class),
                row.getString("slug"),
                row.getString("name"),
                row.getObject("review_id", UUID.class),
                row.getInt("finding"),
                row.getString("control_id"),
                QuestionStatus.of(row.getString("status")),
                row.getTimestamp("told_at").toInstant(),
                row.getBoolean("unread"));
    }

    private static Question question(ResultSet row, int index) throws SQLException {
        var endedAt = row.getTimestamp("ended_at");
        return new Question(
                row.getObject("id", UUID.class),
                new QuestionSubject(
                        row.getString("slug"),
                        row.getString("name"),
                        row.getObject("review_id", UUID.class),
                        row.getInt("number"),
                        row.getInt("finding"),
                        row.getString("control_id"),
                        row.getString("title")),
                row.getString("asked_by_name"),
                row.getBoolean("own"),
                row.getTimestamp("created_at").toInstant(),
                row.getString("question"),
                QuestionStatus.of(row.getString("status")),
                endedAt == null
                        ? null
                        : new QuestionEnd(
                                row.getString("ended_by_name"), endedAt.toInstant(), row.getString("answer")));
    }
}
