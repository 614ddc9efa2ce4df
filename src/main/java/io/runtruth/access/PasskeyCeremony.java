package io.runtruth.access;

import com.webauthn4j.converter.exception.DataConversionException;
import com.webauthn4j.verifier.exception.VerificationException;
import io.runtruth.shared.Problem;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialCreationOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialRequestOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// What is said between the console and a device about a passkey (WebAuthn). Always with the person verified by the
/// device, by a finger, a face or a number: a passkey stands in place of a password, and a stolen device is not
/// enough. What a device is, is not asked.
@Component
public class PasskeyCeremony {

    private static final String NAME = "Runtruth";

    private final PasskeyRepository passkeys;
    private final Clock clock;
    private final JsonMapper json =
            JsonMapper.builder().addModule(new WebauthnJacksonModule()).build();

    PasskeyCeremony(PasskeyRepository passkeys, Clock clock) {
        this.passkeys = passkeys;
        this.clock = clock;
    }

    /// A question for the person's device to make a passkey. The answer is good for this one and no other.
    public Creation creation(Actor.Person actor, PasskeySite site) {
        var person = actor.themselves();
        var request = new ImmutablePublicKeyCredentialCreationOptionsRequest(
                UsernamePasswordAuthenticationToken.authenticated(
                        person.account().toString(), null, List.of()));
        var options = operations(site, new Records()).createPublicKeyCredentialCreationOptions(request);
        return new Creation(person.account(), site, options, json.writeValueAsString(options));
    }

    /// @param answer what the device has said, as JSON
    /// @throws Problem.InvalidInput `passkey.refused`
    public VerifiedPasskey verify(Creation asked, String answer) {
        var records = new Records();
        try {
            var credential = json.readValue(
                    answer, new TypeReference<PublicKeyCredential<AuthenticatorAttestationResponse>>() {});
            requireWhole(credential);
            requireWhole(credential.getRawId(), credential.getResponse());
            requireWhole(
                    credential.getResponse().getAttestationObject(),
                    credential.getResponse().getClientDataJSON());
            operations(asked.site(), records)
                    .registerCredential(new ImmutableRelyingPartyRegistrationRequest(
                            asked.options(), new RelyingPartyPublicKey(credential, NAME)));
        } catch (JacksonException | DataConversionException | VerificationException | IllegalArgumentException _) {
            throw new Problem.InvalidInput("passkey.refused");
        }
        return new VerifiedPasskey(asked.accountId(), records.saved.getFirst());
    }

    /// A question for any device that has a passkey of the console.
    public PublicKeyCredentialRequestOptions question(PasskeySite site) {
        return operations(site, new Records())
                .createCredentialRequestOptions(new ImmutablePublicKeyCredentialRequestOptionsRequest(null));
    }

    /// @return whose passkey has answered; empty where the answer is none
    public Optional<UUID> prove(PasskeySite site, RelyingPartyAuthenticationRequest answered) {
        try {
            requireWhole(answered.getPublicKey());
            var response = answered.getPublicKey().getResponse();
            requireWhole(answered.getPublicKey().getRawId(), response);
            requireWhole(response.getAuthenticatorData(), response.getClientDataJSON(), response.getSignature());
            var records = new Records();
            var person = operations(site, records).authenticate(answered);
            records.saved.forEach(used -> passkeys.used(used, clock.instant()));
            return PasskeyRepository.account(person.getId());
        } catch (DataConversionException | VerificationException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// Spring Security and its library take for granted that nothing is missing.
    private static void requireWhole(@Nullable Object... parts) {
        if (Stream.of(parts).anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException("a part of the answer is missing");
        }
    }

    private Webauthn4JRelyingPartyOperations operations(PasskeySite site, Records records) {
        var console =
                PublicKeyCredentialRpEntity.builder().id(site.host()).name(NAME).build();
        var operations = new Webauthn4JRelyingPartyOperations(new Persons(), records, console, Set.of(site.origin()));
        operations.setCustomizeCreationOptions(
                options -> options.authenticatorSelection(AuthenticatorSelectionCriteria.builder()
                        .userVerification(UserVerificationRequirement.REQUIRED)
                        .residentKey(ResidentKeyRequirement.REQUIRED)
                        .build()));
        operations.setCustomizeRequestOptions(
                options -> options.userVerification(UserVerificationRequirement.REQUIRED));
        return operations;
    }

    /// A question that has been asked; it stays on the server, and its JSON goes to the browser.
    ///
    /// @param json for the browser
    public record Creation(UUID accountId, PasskeySite site, PublicKeyCredentialCreationOptions options, String json) {}

    /// Accounts; nobody is made or changed by this way.
    private final class Persons implements PublicKeyCredentialUserEntityRepository {

        @Override
        public @Nullable PublicKeyCredentialUserEntity findById(Bytes handle) {
            return PasskeyRepository.account(handle).flatMap(passkeys::person).orElse(null);
        }

        /// @param account id of the account, which is what [#creation] asks by
        @Override
        public @Nullable PublicKeyCredentialUserEntity findByUsername(String account) {
            return passkeys.person(UUID.fromString(account)).orElse(null);
        }

        @Override
        public void save(PublicKeyCredentialUserEntity person) {
            throw new IllegalArgumentException("an account is made elsewhere");
        }

        @Override
        public void delete(Bytes handle) {
            throw new IllegalArgumentException("an account stays");
        }
    }

    /// Reads the real ones, and keeps what is to be saved until it is known to be right.
    private final class Records implements UserCredentialRepository {

        private final List<CredentialRecord> saved = new ArrayList<>();

        @Override
        public void save(CredentialRecord record) {
            saved.add(record);
        }

        @Override
        public @Nullable CredentialRecord findByCredentialId(Bytes credentialId) {
            return passkeys.find(credentialId).orElse(null);
        }

        @Override
        public List<CredentialRecord> findByUserId(Bytes handle) {
            return PasskeyRepository.account(handle).map(passkeys::of).orElse(List.of());
        }

        @Override
        public void delete(Bytes credentialId) {
            throw new IllegalArgumentException("a passkey is removed by its person");
        }
    }
}
