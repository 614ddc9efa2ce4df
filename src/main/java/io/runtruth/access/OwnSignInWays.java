package io.runtruth.access;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The ways that are always there.
@Configuration(proxyBeanMethods = false)
class OwnSignInWays {

    @Bean
    static SignInWay byPassword() {
        return new SignInWay(SignInMethod.PASSWORD, "");
    }

    @Bean
    static SignInWay byPasskey(PasskeySites sites) {
        return new SignInWay(SignInMethod.PASSKEY, sites.host().orElse(PasskeySites.HERE));
    }
}
