package io.runtruth.access;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.stereotype.Repository;

/// Passkeys in the shapes of Spring Security. A person is known to a device by the account's id, which says nothing
/// about them.
@Repository
class PasskeyRepository {

    private static final String SELECT = """
            select account_id, credential_id, public_key, signature_count, user_verified, backup_eligible, backed_up,
                transports, attestation_object, attestation_client_data, name, created_at, last_used_at
            from passkey
            """;

    private final JdbcClient jdbc;

    PasskeyRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Nobody whose account is disabled.
    Optional<PublicKeyCredentialUserEntity> person(UUID accountId) {
        return jdbc.sql("select username, display_name from account where id = :account and disabled_at is null")
                .param("account", accountId)
                .query((row, _) -> person(accountId, row))
                .optional();
    }

    private static PublicKeyCredentialUserEntity person(UUID accountId, ResultSet row) throws SQLException {
        return ImmutablePublicKeyCredentialUserEntity.builder()
                .id(handle(accountId))
                .name(row.getString("username"))
                .displayName(row.getString("display_name"))
                .build();
    }

    List<CredentialRecord> of(UUID accountId) {
        return jdbc.sql(SELECT + "where account_id = :account order by created_at limit :most")
                .param("account", accountId)
                .param("most", PasskeyService.MOST_OF_A_PERSON)
                .query(PasskeyRepository::credential)
                .list();
    }

    Optional<CredentialRecord> find(Bytes credentialId) {
        return jdbc.sql(SELECT + "where credential_id = :credential")
                .param("credential", credentialId.getBytes())
                .query(PasskeyRepository::credential)
                .optional();
    }

    private static CredentialRecord credential(ResultSet row, int index) throws SQLException {
        var created = row.getObject("created_at", OffsetDateTime.class).toInstant();
        var used = row.getObject("last_used_at", OffsetDateTime.class);
        return ImmutableCredentialRecord.builder()
                .userEntityUserId(handle(row.getObject("account_id", UUID.class)))
                .credentialType(PublicKeyCredentialType.PUBLIC_KEY)
                .credentialId(new Bytes(row.getBytes("credential_id")))
                .publicKey(new ImmutablePublicKeyCose(row.getBytes("public_key")))
                .signatureCount(row.getLong("signature_count"))
                .uvInitialized(row.getBoolean("user_verified"))
                .backupEligible(row.getBoolean("backup_eligible"))
                .backupState(row.getBoolean("backed_up"))
                .transports(Arrays.stream((String[]) row.getArray("transports").getArray())
                        .map(AuthenticatorTransport::valueOf)
                        .collect(Collectors.toSet()))
                .attestationObject(new Bytes(row.getBytes("attestation_object")))
                .attestationClientDataJSON(new Bytes(row.getBytes("attestation_client_data")))
                .label(row.getString("name"))
                .created(created)
                .lastUsed(used == null ? created : used.toInstant())
                .build();
    }

    private static Bytes handle(UUID accountId) {
        return new Bytes(ByteBuffer.allocate(Long.BYTES * 2)
                .putLong(accountId.getMostSignificantBits())
                .putLong(accountId.getLeastSignificantBits())
                .array());
    }

    /// @param handle as [#person] has given it, or anything else
    static Optional<UUID> account(Bytes handle) {
        if (handle.getBytes().length != Long.BYTES * 2) {
            return Optional.empty();
        }
        var bytes = ByteBuffer.wrap(handle.getBytes());
        return Optional.of(new UUID(bytes.getLong(), bytes.getLong()));
    }

    /// Until the transaction ends nobody else gives this account one: they are counted.
    int holdAndCount(UUID accountId) {
        jdbc.sql("select id from account where id = :account for no key update")
                .param("account", accountId)
                .query(UUID.class)
                .optional();
        return jdbc.sql("select count(*) from passkey where account_id = :account")
                .param("account", accountId)
                .query(Integer.class)
                .single();
    }

    /// @return false where somebody has it already
    boolean insert(UUID id, UUID accountId, CredentialRecord made, String name, Instant at) {
        return jdbc.sql("""
                insert into passkey
                    (id, account_id, credential_id, public_key, signature_count, user_verified, backup_eligible,
                    backed_up, transports, attestation_object, attestation_client_data, name, created_at)
                values (:id, :account, :credential, :key, :count, :verified, :eligible, :backedUp,
                    cast(:transports as text[]), :attestation, :clientData, :name, :at)
                on conflict on constraint passkey_credential_unique do nothing
                """)
                        .param("id", id)
                        .param("account", accountId)
                        .param("credential", made.getCredentialId().getBytes())
                        .param("key", made.getPublicKey().getBytes())
                        .param("count", made.getSignatureCount())
                        .param("verified", made.isUvInitialized())
                        .param("eligible", made.isBackupEligible())
                        .param("backedUp", made.isBackupState())
                        .param(
                                "transports",
                                made.getTransports().stream()
                                        .map(AuthenticatorTransport::getValue)
                                        .sorted()
                                        .toArray(String[]::new))
                        .param("attestation", bytes(made.getAttestationObject()))
                        .param("clientData", bytes(made.getAttestationClientDataJSON()))
                        .param("name", name)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    private static byte[] bytes(@Nullable Bytes maybe) {
        return maybe == null ? new byte[0] : maybe.getBytes();
    }

    void used(CredentialRecord used, Instant at) {
        jdbc.sql("""
                update passkey
                set signature_count = :count, backed_up = :backedUp, last_used_at = :at
                where credential_id = :credential
                """)
                .param("count", used.getSignatureCount())
                .param("backedUp", used.isBackupState())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("credential", used.getCredentialId().getBytes())
                .update();
    }

    /// @return the name that it had; empty where it is none of this account's
    Optional<String> rename(UUID accountId, UUID passkeyId, String name) {
        return jdbc.sql("""
                update passkey
                set name = :name
                from (
                    select id, name
                    from passkey
                    where account_id = :account
                    and id = :passkey
                    for no key update) before
                where passkey.id = before.id
                returning before.name
                """)
                .param("name", name)
                .param("account", accountId)
                .param("passkey", passkeyId)
                .query(String.class)
                .optional();
    }

    /// @return its name; empty where it is none of this account's
    Optional<String> delete(UUID accountId, UUID passkeyId) {
        return jdbc.sql("delete from passkey where account_id = :account and id = :passkey returning name")
                .param("account", accountId)
                .param("passkey", passkeyId)
                .query(String.class)
                .optional();
    }

    /// When one of the account's open sessions was signed in to.
    Optional<Instant> signedInAt(UUID accountId, UUID sessionId) {
        return jdbc.sql("""
                select signed_in_at
                from person_session
                where account_id = :account
                and id = :session
                and ended_at is null
                """)
                .param("account", accountId)
                .param("session", sessionId)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }
}
