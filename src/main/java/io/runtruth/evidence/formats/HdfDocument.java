package io.runtruth.evidence.formats;

import io.runtruth.environments.TargetIdentity;
import io.runtruth.shared.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ObjIntConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a document in Heimdall Data Format says about the run that wrote it.
///
/// @param platform the system that was checked, or the converter
/// @param version of InSpec, or of the converter
/// @param profile the name of its first profile
/// @param profiles how many it has
/// @param isNamed whether it has what every such document has
record HdfDocument(
        int index,
        @Nullable String platform,
        @Nullable String version,
        @Nullable String targetId,
        @Nullable String host,
        @Nullable String profile,
        int profiles,
        boolean isNamed) {

    private static final int MAX_DOCUMENTS = 10_000;
    private static final int MAX_CHARS = 300;
    /// With its number it is not cut.
    private static final int MAX_NAME = FilePart.MAX_CHARS - 10;
    private static final JsonPaths PATHS =
            JsonPaths.of("platform.name", "platform.target_id", "version", "fqdn", "node_name");
    private static final JsonPaths PROFILE = JsonPaths.of("name");

    /// The documents of a file, one below the other or in a list.
    static List<HdfDocument> all(JsonFile file) {
        var documents = new ArrayList<HdfDocument>();
        try (var in = file.open()) {
            in.records(() -> documents.add(read(in, documents.size())));
            in.end();
        }
        return documents;
    }

    private static HdfDocument read(JsonCursor in, int index) {
        if (index == MAX_DOCUMENTS) {
            throw in.refusal("evidence.too_many_entries");
        }
        if (!in.isObject()) {
            throw in.refusal("evidence.unexpected_type");
        }
        var profiles = new int[1];
        var first = new String[] {""};
        var isNamed = new boolean[1];
        var said = in.select(PATHS, name -> {
            if (name.equals("profiles")) {
                isNamed[0] = in.isArray();
                in.items(() -> {
                    if (profiles[0]++ == 0 && in.isObject()) {
                        first[0] = Objects.requireNonNullElse(
                                cut(in.select(PROFILE).first("name")), "");
                    }
                });
            }
        });
        var host = identity(said.first("fqdn"));
        return new HdfDocument(
                index,
                cut(said.first("platform.name")),
                cut(said.first("version")),
                identity(said.first("platform.target_id")),
                host == null ? identity(said.first("node_name")) : host,
                first[0].isEmpty() ? null : first[0],
                profiles[0],
                isNamed[0]);
    }

    private static @Nullable String identity(@Nullable String said) {
        return said == null || NoIdentity.is(said) ? null : cut(said);
    }

    private static @Nullable String cut(@Nullable String said) {
        return Cleaned.line(said, MAX_CHARS);
    }

    /// The document that is called so: by its target, its machine, its profile, or its number from 1; the only one
    /// where nobody said.
    ///
    /// @throws Problem.InvalidInput `evidence.document_choice` where that is not one of them
    /// @param all at least one
    static ChosenDocument chosen(List<HdfDocument> all, @Nullable String wanted) {
        var calls = FilePart.toldApart(all.stream().map(HdfDocument::call).toList(), MAX_CHARS);
        var parts = all.stream().map(one -> one.part(calls.get(one.index))).toList();
        int chosen = FilePart.chosen(parts, wanted, "evidence.document_choice");
        return new ChosenDocument(all.get(chosen), all.size() == 1 ? "" : calls.get(chosen));
    }

    /// @param name of the chosen one of several; `""` for the only one
    record ChosenDocument(HdfDocument document, String name) {}

    private String call() {
        return Objects.requireNonNullElse(target(), number());
    }

    /// @param call what it alone of all is called
    private FilePart part(String call) {
        var names = Stream.of(call, targetId, host, profile)
                .filter(Objects::nonNull)
                .toList();
        return new FilePart(new TargetIdentity(number(), name()), shown(), names);
    }

    private String number() {
        return Integer.toString(index + 1);
    }

    private @Nullable String name() {
        return Cleaned.line(target() == null ? profile : target(), MAX_NAME);
    }

    private String shown() {
        var name = name();
        return name == null ? number() : name + " (" + number() + ")";
    }

    @Nullable
    String target() {
        return targetId == null ? host : targetId;
    }

    /// The machine, where it is not the target's id already.
    @Nullable
    String targetName() {
        return targetId == null ? null : host;
    }

    /// Whether another tool's output was made into this one.
    boolean isConverted() {
        var name = platform == null ? "" : platform.toLowerCase(Locale.ROOT);
        return name.contains("heimdall") || name.equals("saf") || name.startsWith("saf ");
    }

    /// Goes through the profiles of the document: for each name of each the action may read the value that the
    /// cursor then stands on.
    void eachProfile(JsonCursor in, ObjIntConsumer<String> action) {
        var document = new int[1];
        in.records(() -> {
            if (document[0]++ == index) {
                in.object(name -> {
                    if (name.equals("profiles")) {
                        var profile = new int[1];
                        in.items(() -> {
                            int at = profile[0]++;
                            in.object(field -> action.accept(field, at));
                        });
                    }
                });
            }
        });
        in.end();
    }
}
