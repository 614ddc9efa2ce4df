package io.runtruth.evidence.formats;

import io.runtruth.evidence.EvidenceFormat;
import io.runtruth.evidence.FileFacts;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Heimdall Data Format: the JSON of InSpec, and what converters make of other tools (formats 2.9). Of a file with
/// several documents one is read, chosen by the caller.
final class HdfReader implements FormatReader<JsonFile> {

    private final @Nullable String wanted;

    /// @param document the target, machine, profile or number of the document to read of a file with several
    HdfReader(@Nullable String document) {
        this.wanted = document;
    }

    @Override
    public FileOrigin read(JsonFile file, CheckCounter counter) {
        var documents = HdfDocument.all(file);
        var choice = HdfDocument.chosen(documents, wanted);
        for (int i = 1; i < documents.size(); i++) {
            counter.skipped("other_document");
        }
        var outline = HdfOutline.of(file, choice.document());
        try (var in = file.open()) {
            return new Reading(choice.document(), outline, counter).read(in, choice.name());
        }
    }

    private static final class Reading {

        private final HdfDocument document;
        private final HdfOutline outline;
        private final CheckCounter counter;
        private final ItemNames items = new ItemNames(EvidenceFormat.HDF);
        private StatedTime startedAt = StatedTime.NONE;
        private boolean hasPasses;
        private boolean hasChecks;
        private int at;

        Reading(HdfDocument document, HdfOutline outline, CheckCounter counter) {
            this.document = document;
            this.outline = outline;
            this.counter = counter;
        }

        FileOrigin read(JsonCursor in, String name) {
            document.eachProfile(in, (part, profile) -> {
                if (part.equals("controls")) {
                    in.items(() -> control(in, profile));
                }
            });
            items.require(document.isNamed());
            if (outline.profiles().isOneNotRun()) {
                counter.warn(FileFacts.PROFILE_NOT_RUN);
            }
            if (document.isConverted() && hasChecks && !hasPasses) {
                counter.warn(FileFacts.FAILURES_ONLY);
            }
            return new FileOrigin(tool(), version(), document.target(), document.targetName(), name, startedAt);
        }

        private void control(JsonCursor in, int profile) {
            int index = at++;
            var control = HdfControl.read(in, document.isConverted());
            items.item(control.isNamed());
            startedAt = startedAt.later(control.startedAt());
            if (outline.isRepeated(index)) {
                counter.skipped("repeated_control");
                return;
            }
            var profiles = outline.profiles();
            hasChecks = true;
            hasPasses |= control.isPassed();
            counter.add(control.draft(
                            new HdfLayers(outline, control.id(), profile),
                            outline.isAmbiguous(index) ? profiles.name(profile) : null,
                            document.isConverted() ? document.platform() : null)
                    .area(profiles.name(profile))
                    .notes(control.notes(profiles.title(profile))));
        }

        /// The tool that found it; whose output was converted is in the first profile.
        private String tool() {
            if (!document.isConverted()) {
                return "InSpec";
            }
            var profiles = outline.profiles();
            var name = profiles.size() == 0 ? null : profiles.name(0);
            return name == null ? document.platform() + "" : name + " (" + document.platform() + ")";
        }

        private @Nullable String version() {
            if (!document.isConverted()) {
                return document.version();
            }
            var converter = Stream.of(document.platform(), document.version())
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining(" "));
            var profiles = outline.profiles();
            var tool = profiles.size() == 0 ? null : profiles.version(0);
            return tool == null ? converter : tool + " (" + converter + ")";
        }
    }
}
