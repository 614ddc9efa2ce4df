package io.runtruth.evidence.formats;

import org.jspecify.annotations.Nullable;

/// How a result, or the configuration of a run, names a rule (SARIF 2.1.0, 3.52).
///
/// @param index in the component's rules; negative where it is not said
/// @param component `null` for the driver, and for any where only an id is said
record SarifReference(
        @Nullable String id,
        @Nullable String guid,
        int index,
        @Nullable Component component) {

    /// @param index in the tool's extensions; negative where it is not said
    record Component(
            int index, @Nullable String guid, @Nullable String name) {}

    /// Of the name of a component, wherever it is told or referred to.
    static final int MAX_WORD = 300;

    static final JsonPaths PATHS =
            JsonPaths.of("id", "guid", "index", "toolComponent.index", "toolComponent.guid", "toolComponent.name");

    static final SarifReference NONE = new SarifReference(null, null, -1, null);

    static SarifReference read(JsonCursor in) {
        if (!in.isObject()) {
            return NONE;
        }
        var values = in.select(PATHS);
        var component = new Component(
                number(values.first("toolComponent.index")),
                Cleaned.line(values.first("toolComponent.guid"), MAX_WORD),
                Cleaned.line(values.first("toolComponent.name"), MAX_WORD));
        var isNamed = component.index >= 0 || component.guid != null || component.name != null;
        return new SarifReference(
                values.first("id"), values.first("guid"), number(values.first("index")), isNamed ? component : null);
    }

    /// With what stands beside it in a result.
    SarifReference or(@Nullable String ruleId, int ruleIndex) {
        return new SarifReference(ruleId == null ? id : ruleId, guid, index < 0 ? ruleIndex : index, component);
    }

    /// A number of the file as an index; -1 for none.
    static int number(@Nullable String text) {
        try {
            return text == null ? -1 : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
