package io.runtruth.restore;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Which names in documents stand for something that is not shown: of passwords, keys and the like, however they
/// are written (contract 7). Rather one too many than one too few.
final class SecretNames {

    private static final List<String> WITHIN = List.of(
            "password",
            "passwd",
            "passphrase",
            "secret",
            "token",
            "credential",
            "connectionstring",
            "privatekey",
            "apikey",
            "accesskey",
            "sharedkey",
            "accountkey",
            "signingkey",
            "encryptionkey",
            "clientkey",
            "presharedkey",
            "sastoken",
            "certificatepfx",
            "recoverykey",
            "authorization");

    private static final Set<String> WHOLE = Set.of("pin", "pfx", "auth", "bearer");
    private static final List<String> AT_THE_END = List.of("key", "keys", "pwd", "pass", "psk");
    private static final String AT_THE_BEGINNING = "sas";

    private static final Set<String> VALUES = Set.of("value", "values", "simplesettingvalue");
    private static final Set<String> NAMING =
            Set.of("name", "key", "displayname", "settingdefinitionid", "@odata.type");

    private SecretNames() {}

    /// Also the value of a pair whose name says so: `{"name": "clientSecret", "value": "…"}`.
    static boolean hides(JsonNode object, String member) {
        return hides(member)
                || VALUES.contains(member.toLowerCase(Locale.ROOT))
                        && object.properties().stream()
                                .anyMatch(it -> NAMING.contains(it.getKey().toLowerCase(Locale.ROOT))
                                        && hides(it.getValue().asString("")));
    }

    private static boolean hides(String name) {
        var letters = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return WHOLE.contains(letters)
                || letters.startsWith(AT_THE_BEGINNING)
                || AT_THE_END.stream().anyMatch(letters::endsWith)
                || WITHIN.stream().anyMatch(letters::contains);
    }
}
