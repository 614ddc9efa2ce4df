package io.runtruth.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.access.PasskeyQueries.PasskeyRow;
import io.runtruth.shared.Problem;
import io.runtruth.testing.DatabaseTest;
import io.runtruth.testing.SettableClock;
import io.runtruth.testing.TestWorkspaces;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;

/// Who may add, name and remove a passkey; what a device proves is seen in a browser, by `PasskeySmokeTest`.
class PasskeysDbTest extends DatabaseTest {

    private static final PasskeySite SITE = new PasskeySite("console.example", "https://console.example");

    private final SettableClock clock;
    private final PasskeyService passkeys;
    private final PasskeyService inTransactions;
    private final PasskeyQueries queries;
    private final PasskeyRepository repository;
    private final PasskeyCeremony ceremony;
    private final SessionService sessions;
    private final TestWorkspaces some;
    private final JdbcClient jdbc;

    private Actor.Person person;
    private UUID session;

    PasskeysDbTest(
            PasskeyService inTransactions,
            PasskeyQueries queries,
            PasskeyRepository repository,
            IdentityRepository identities,
            PasskeyCeremony ceremony,
            SessionService sessions,
            AuditTrail audit,
            TestWorkspaces some,
            JdbcClient jdbc,
            Clock machine) {
        this.clock = new SettableClock(machine.instant());
        this.passkeys = new PasskeyService(repository, identities, audit, clock);
        this.queries = queries;
        this.repository = repository;
        this.ceremony = ceremony;
        this.sessions = sessions;
        this.some = some;
        this.jdbc = jdbc;
        this.inTransactions = inTransactions;
    }

    @BeforeEach
    void somebody() {
        person = some.stranger();
        session = sessions.begin(person.account(), SignInBy.PASSWORD, SessionPlace.of(null, null), null)
                .id();
    }

    @Test
    void a_passkey_is_added_named_and_removed_by_its_person() {
        var id = add(Bytes.random());
        assertThat(queries.mine(person)).extracting(PasskeyRow::name).containsExactly("Laptop");

        passkeys.rename(person, id, " Phone ");
        assertThat(queries.mine(person)).extracting(PasskeyRow::name).containsExactly("Phone");

        passkeys.remove(person, id);
        assertThat(queries.mine(person)).isEmpty();
    }

    @Test
    void a_session_that_was_left_open_is_not_enough_to_add_one() {
        clock.advance(PasskeyService.SIGNED_IN_WITHIN.plus(Duration.ofSeconds(5)));

        assertThatThrownBy(() -> passkeys.requireSignedInLately(person, session))
                .hasMessage("passkey.sign_in_again");
        assertThatThrownBy(() -> add(Bytes.random())).hasMessage("passkey.sign_in_again");
    }

    @Test
    void an_ended_or_somebody_elses_session_is_not_enough_either() {
        var other = some.stranger();
        var ofOther = sessions.begin(other.account(), SignInBy.PASSWORD, SessionPlace.of(null, null), null)
                .id();
        assertThatThrownBy(() -> passkeys.requireSignedInLately(person, ofOther))
                .hasMessage("passkey.sign_in_again");

        sessions.end(person, session);
        assertThatThrownBy(() -> add(Bytes.random())).hasMessage("passkey.sign_in_again");
    }

    @Test
    void what_was_made_for_one_is_not_added_to_another() {
        var verified = verified(some.stranger().account(), Bytes.random());

        assertThatThrownBy(() -> passkeys.add(person, session, verified, "Laptop"))
                .hasMessage("passkey.refused");
    }

    @Test
    void one_device_has_one_and_a_person_twenty() {
        var device = Bytes.random();
        add(device);
        assertThatThrownBy(() -> add(device)).hasMessage("passkey.known");

        for (var i = 1; i < PasskeyService.MOST_OF_A_PERSON; i++) {
            add(Bytes.random());
        }
        assertThatThrownBy(() -> add(Bytes.random())).hasMessage("passkey.too_many");
    }

    @Test
    void nobody_names_or_removes_somebody_elses() {
        var id = add(Bytes.random());
        var other = some.stranger();

        assertThatThrownBy(() -> passkeys.rename(other, id, "Mine")).isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> passkeys.remove(other, id)).isInstanceOf(Problem.NotFound.class);
        assertThat(queries.mine(other)).isEmpty();
        assertThat(queries.mine(person)).extracting(PasskeyRow::name).containsExactly("Laptop");
    }

    @Test
    void the_only_way_in_is_not_removed() {
        var only = add(Bytes.random());
        jdbc.sql("update account set password_hash = null where id = ?")
                .param(person.account())
                .update();

        assertThatThrownBy(() -> inTransactions.remove(person, only)).hasMessage("identity.last_way");
        assertThat(queries.mine(person)).hasSize(1);

        var second = add(Bytes.random());
        inTransactions.remove(person, only);
        assertThat(queries.mine(person)).extracting(PasskeyRow::id).containsExactly(second);
    }

    @Test
    void a_question_says_nothing_of_a_person_but_to_themselves() {
        var question = ceremony.question(SITE);
        assertThat(question.getAllowCredentials()).isEmpty();

        add(Bytes.random());
        var creation = ceremony.creation(person, SITE);
        assertThat(creation.options().getExcludeCredentials()).hasSize(1);
        assertThat(repository.person(
                        PasskeyRepository.account(creation.options().getUser().getId())
                                .orElseThrow()))
                .isPresent();
        assertThat(new String(creation.options().getUser().getId().getBytes(), StandardCharsets.ISO_8859_1))
                .doesNotContain(person.name());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"id\":\"a\",\"rawId\":\"YQ\",\"type\":\"public-key\"}",
                "{\"id\":\"YQ\",\"rawId\":\"YQ\",\"type\":\"public-key\",\"response\":{}}",
                "{\"id\":\"YQ\",\"rawId\":\"YQ\",\"type\":\"public-key\",\"response\":"
                        + "{\"attestationObject\":\"YQ\",\"clientDataJSON\":\"YQ\"}}"
            })
    void an_answer_that_no_device_gives_is_refused_in_plain_words(String answer) {
        var creation = ceremony.creation(person, SITE);

        assertThatThrownBy(() -> ceremony.verify(creation, answer))
                .isInstanceOf(Problem.InvalidInput.class)
                .hasMessage("passkey.refused");
    }

    private UUID add(Bytes device) {
        return passkeys.add(person, session, verified(person.account(), device), "Laptop");
    }

    private static VerifiedPasskey verified(UUID account, Bytes device) {
        return new VerifiedPasskey(
                account,
                ImmutableCredentialRecord.builder()
                        .userEntityUserId(Bytes.random())
                        .credentialId(device)
                        .publicKey(new ImmutablePublicKeyCose(new byte[] {1}))
                        .transports(Set.of())
                        .build());
    }
}
