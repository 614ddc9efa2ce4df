package io.runtruth.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.access.ProviderRules.GroupRule;
import io.runtruth.access.SignInProviders.LinkOffer;
import io.runtruth.access.SignInProviders.SignInNotice;
import io.runtruth.shared.SealingKey;
import io.runtruth.shared.StartRefused;
import io.runtruth.testing.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties.Provider;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties.Registration;
import tools.jackson.databind.json.JsonMapper;

/// What is wrong in the settings is told at the start, in one sentence; and what a browser carries is ours alone.
class SignInProvidersTest {

    private static final SignInKey KEY = new SignInKey(Optional.of(SealingKey.of("a key of this test")));
    private static final ProviderRules NO_RULES = new ProviderRules(false, List.of());
    private static final String ADDRESS = "https://console.example";

    private final SettableClock clock = new SettableClock(java.time.Instant.EPOCH);

    @Test
    void a_provider_is_called_as_the_settings_say_or_by_its_registration() {
        var named = registration();
        named.setClientName("Northwind");

        assertThat(providers(named, ADDRESS, NO_RULES, KEY).name("corp")).isEqualTo("Northwind");
        assertThat(providers(registration(), ADDRESS, NO_RULES, KEY).name("corp"))
                .isEqualTo("corp");
    }

    @Test
    void without_providers_nothing_is_needed() {
        var none = new SignInProviders(
                new OAuth2ClientProperties(),
                NO_RULES,
                new PasskeySites("http://console.internal"),
                seal(KEY),
                new SignInKey(Optional.empty()));

        assertThat(none.isConfigured()).isFalse();
        assertThat(none.offered()).isEmpty();
    }

    @Test
    void what_is_missing_is_told_at_the_start() {
        refused("RUNTRUTH_SEALING_KEY", registration(), ADDRESS, NO_RULES, new SignInKey(Optional.empty()));
        refused("https", registration(), "http://console.internal", NO_RULES, KEY);
        var rule = new GroupRule("corpse", "groups", "g", "w", Role.OWNER, List.of());
        refused("corpse", registration(), ADDRESS, new ProviderRules(false, List.of(rule)), KEY);
        var narrow = registration();
        narrow.setScope(Set.of("email"));
        refused("openid", narrow, ADDRESS, NO_RULES, KEY);
        var elsewhere = registration();
        elsewhere.setProvider("unknown");
        refused("issuer-uri", elsewhere, ADDRESS, NO_RULES, KEY);
    }

    @Test
    void a_rule_is_whole_and_an_owner_has_all_environments() {
        assertThatThrownBy(() -> new GroupRule("corp", "groups", "", "w", Role.AUDITOR, List.of()))
                .isInstanceOf(StartRefused.class);
        assertThatThrownBy(() -> new GroupRule("corp", "groups", "g", "w", Role.OWNER, List.of("e")))
                .isInstanceOf(StartRefused.class);
    }

    @Test
    void what_was_sealed_opens_for_its_purpose_with_its_key_and_for_ten_minutes() {
        var offer = new LinkOffer(UUID.randomUUID(), UUID.randomUUID());
        var sealed = seal(KEY).seal(offer);

        assertThat(sealed)
                .matches("[A-Za-z0-9_-]+")
                .doesNotContain(offer.account().toString());
        assertThat(seal(KEY).open(LinkOffer.class, sealed)).hasValue(offer);
        assertThat(seal(KEY).open(SignInNotice.class, sealed)).isEmpty();
        assertThat(seal(new SignInKey(Optional.of(SealingKey.of("another")))).open(LinkOffer.class, sealed))
                .isEmpty();
        clock.advance(SignInSeal.LASTS.minus(Duration.ofSeconds(1)));
        assertThat(seal(KEY).open(LinkOffer.class, sealed)).isPresent();
        clock.advance(Duration.ofSeconds(1));
        assertThat(seal(KEY).open(LinkOffer.class, sealed)).isEmpty();
    }

    private void refused(
            String sentence, Registration registration, String address, ProviderRules rules, SignInKey key) {
        assertThatThrownBy(() -> providers(registration, address, rules, key))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining(sentence);
    }

    private SignInProviders providers(Registration registration, String address, ProviderRules rules, SignInKey key) {
        var provider = new Provider();
        provider.setIssuerUri("https://sso.example");
        var properties = new OAuth2ClientProperties();
        properties.getRegistration().put("corp", registration);
        properties.getProvider().put("corp", provider);
        return new SignInProviders(properties, rules, new PasskeySites(address), seal(key), key);
    }

    private SignInSeal seal(SignInKey key) {
        return new SignInSeal(key, JsonMapper.builder().build(), clock);
    }

    private static Registration registration() {
        var registration = new Registration();
        registration.setClientId("client");
        return registration;
    }
}
