package io.runtruth.api;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.runtruth.access.SignInDelayed;
import io.runtruth.shared.Problem;
import io.runtruth.texts.Texts;
import java.io.EOFException;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ProblemAdviceTest {

    /// What I11 keeps from people.
    private static final Pattern MACHINERY = Pattern.compile(
            "(?i)sql|constraint|_unique|_fk|index|exception|org\\.|java\\.|stack|crash|orphan|duplicate key|deadlock");

    private static final Exception UNIQUE = new DuplicateKeyException(
            "PreparedStatementCallback; SQL [insert into operation_run]; ERROR: duplicate key value violates unique "
                    + "constraint \"operation_run_active_unique\"",
            new SQLException("duplicate key", "23505"));

    private final JsonMapper json = JsonMapper.shared();
    private final ProblemAdvice advice = new ProblemAdvice(new ProblemTexts(new Texts()), json);
    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/v1/workspaces");
    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(ProblemAdvice.class);

    @BeforeEach
    void listen() {
        request.setServletPath(request.getRequestURI());
        logger.setAdditive(false);
        logger.addAppender(log);
        log.start();
    }

    @AfterEach
    void stop() {
        logger.detachAppender(log);
        logger.setAdditive(true);
    }

    @Test
    @Tag("I11")
    void a_fault_is_told_calmly_and_logged_once_under_its_reference() {
        var problem = told(UNIQUE);

        assertThat(response.getStatus()).isEqualTo(500);
        var reference = problem.at("/reference").asString();
        assertThat(reference).matches("[0-9a-f]{8}");
        assertThat(problem.at("/detail").asString()).contains(reference).doesNotContainPattern(MACHINERY);
        assertThat(log.list).hasSize(1);
        assertThat(log.list.getFirst().getFormattedMessage()).contains(reference);
        assertThat(log.list.getFirst().getThrowableProxy().getMessage()).contains("operation_run_active_unique");
    }

    static Stream<Exception> everythingThatMayBeThrown() {
        return Stream.of(
                UNIQUE,
                new NullPointerException("Cannot invoke \"java.lang.String.length()\""),
                new CannotGetJdbcConnectionException("SQL state 08001", new SQLException("refused", "08001")),
                new InternalAuthenticationServiceException("sql", new DataAccessResourceFailureException("sql")),
                new BadCredentialsException("org.springframework"),
                new MultipartException("stack", new IOException("crash")),
                new Problem.Conflict("no.such_text"),
                new Problem.NotFound("not_found"));
    }

    @ParameterizedTest
    @MethodSource("everythingThatMayBeThrown")
    @Tag("I11")
    void no_problem_says_a_word_of_the_machinery(Exception thrown) {
        assertThat(told(thrown).toString()).doesNotContainPattern(MACHINERY);
    }

    static Stream<Exception> theDatabaseAway() {
        return Stream.of(
                new CannotGetJdbcConnectionException("refused", new SQLException("refused", "08001")),
                new CannotCreateTransactionException("refused"),
                new DataAccessResourceFailureException("terminated"),
                new PessimisticLockingFailureException("try again"),
                new InternalAuthenticationServiceException("away", new CannotCreateTransactionException("away")),
                away(new EOFException()),
                away(new IOException("Connection reset by peer")),
                away(new IOException("Broken pipe")),
                new InternalAuthenticationServiceException("away", away(new EOFException())),
                new QueryTimeoutException("too slow"));
    }

    /// As the pool tells of its last try: at the bottom is what became of the database's socket.
    private static CannotCreateTransactionException away(IOException socket) {
        return new CannotCreateTransactionException(
                "no connection",
                new SQLTransientConnectionException(
                        "timed out", new SQLException("the connection attempt failed", "08001", socket)));
    }

    @ParameterizedTest
    @MethodSource("theDatabaseAway")
    void while_nothing_can_be_read_a_call_is_asked_to_come_back(Exception thrown) {
        var problem = told(thrown);

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isEqualTo("5");
        assertThat(problem.at("/code").asString()).isEqualTo("unavailable");
    }

    @Test
    void where_there_is_no_room_left_nobody_is_asked_to_come_back_in_seconds() {
        var problem = told(new DataAccessResourceFailureException("full", new SQLException("disk full", "53100")));

        assertThat(response.getStatus()).isEqualTo(507);
        assertThat(response.getHeader("Retry-After")).isNull();
        assertThat(problem.at("/code").asString()).isEqualTo("storage.full");
    }

    @Test
    void an_answer_that_was_not_written_is_never_a_success() {
        advice.resolveException(request, response, null, new IOException("Broken pipe"));

        assertThat(response.getStatus()).isGreaterThanOrEqualTo(400);
    }

    @Test
    void what_the_caller_did_wrongly_is_not_logged() {
        told(new Problem.InvalidInput("cursor.invalid"));

        assertThat(log.list).isEmpty();
    }

    @Test
    void a_file_that_is_too_large_is_a_413_whoever_notices_it() {
        told(new Problem.InvalidInput("evidence.too_large", 256));
        assertThat(response.getStatus()).isEqualTo(413);

        told(new MaxUploadSizeExceededException(1));
        assertThat(response.getStatus()).isEqualTo(413);
    }

    @Test
    void a_wrong_password_asks_for_another_and_many_of_them_for_patience() {
        told(new BadCredentialsException("wrong"));
        assertThat(response.getStatus()).isEqualTo(401);
        assertThat(response.getHeader("WWW-Authenticate")).startsWith("Bearer ");

        response.reset();
        told(new SignInDelayed(SignInDelayed.DelayReason.THROTTLED, Duration.ofMillis(4_200)));
        assertThat(response.getStatus()).isEqualTo(429);
        assertThat(response.getHeader("Retry-After")).isEqualTo("5");
        assertThat(response.getHeader("WWW-Authenticate")).isNull();
    }

    @Test
    void who_imports_too_much_at_a_time_is_told_when_to_try_again() {
        var problem = told(new Problem.TooMuch("import.spent", 61));

        assertThat(response.getStatus()).isEqualTo(429);
        assertThat(response.getHeader("Retry-After")).isEqualTo("61");
        assertThat(problem.at("/detail").asString()).contains("in about 61 seconds");
    }

    @Test
    void the_console_is_left_alone() {
        request.setServletPath("/w/demo/operations");

        assertThat(advice.resolveException(request, response, null, UNIQUE)).isNull();
        assertThat(response.getContentLength()).isZero();
    }

    @Test
    void a_caller_that_has_gone_is_no_fault() {
        advice.resolveException(request, response, null, new IOException("Broken pipe"));

        assertThat(log.list).noneMatch(it -> it.getLevel().levelStr.equals("ERROR"));
    }

    private JsonNode told(Exception thrown) {
        response.resetBuffer();
        assertThat(advice.resolveException(request, response, null, thrown)).isNotNull();
        return json.readTree(response.getContentAsByteArray());
    }
}
