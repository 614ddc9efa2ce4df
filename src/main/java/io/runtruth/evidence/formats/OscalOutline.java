package io.runtruth.evidence.formats;

import io.runtruth.evidence.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What must be known of an OSCAL document before its checks can be read, because it may stand anywhere in it:
/// whether a result has findings (else its observations are the checks), the risks that findings refer to, and
/// the inventory.
final class OscalOutline {

    private static final int MAX_ENTRIES = 250_000;
    private static final int MAX_ID = 300;
    private static final int MAX_UUID = 100;
    private static final int MAX_WORD = 50;
    private static final String APPROVED = "deviation-approved";
    private static final JsonPaths METADATA = JsonPaths.of("oscal-version");
    private static final JsonPaths PROP = JsonPaths.of("name", "class", "value");
    private static final JsonPaths OBSERVATION = JsonPaths.of("uuid", "title", "description", "remarks");
    private static final JsonPaths FACET = JsonPaths.of("name", "value");
    private static final JsonPaths REMEDY = JsonPaths.of("title", "description");
    private static final int MAX_REMEDIES = 20;
    private static final int MAX_VULNERABILITIES = 50;
    /// Of what risks and observations say, which findings name.
    private static final int MAX_PROSE_CHARS = 4 << 20;
    private static final int MAX_INVENTORY_CHARS = 24 << 20;

    private final List<Part> parts = new ArrayList<>();
    private final Map<String, OscalRisk> risks = new HashMap<>();
    private final Map<String, OscalEvidence> observations = new HashMap<>();
    private final Map<String, String> inventory = new LinkedHashMap<>();
    private int prose;
    private long inventoryChars;
    private boolean isDocument;
    private boolean hasResults;
    private @Nullable String oscalVersion;

    static OscalOutline of(JsonFile file) {
        var outline = new OscalOutline();
        try (var in = file.open()) {
            in.object(name -> outline.field(in, name));
        }
        return outline;
    }

    private void field(JsonCursor in, String name) {
        if (name.equals("assessment-results")) {
            isDocument = true;
            in.object(inner -> within(in, inner));
        } else {
            within(in, name);
        }
    }

    private void within(JsonCursor in, String name) {
        switch (name) {
            case "metadata" -> oscalVersion = in.select(METADATA).first("oscal-version");
            case "results" -> {
                hasResults = true;
                in.items(() -> result(in));
            }
            default -> {}
        }
    }

    private void result(JsonCursor in) {
        if (parts.size() == MAX_ENTRIES) {
            throw in.refusal("evidence.too_many_definitions");
        }
        var part = new Part();
        in.object(name -> {
            switch (name) {
                case "uuid", "reviewed-controls" -> part.hasUuid = true;
                case "start" -> part.start = StatedTime.of(in.text());
                case "findings" -> in.items(() -> part.findings++);
                case "observations" -> {
                    part.isNamed |= in.isArray();
                    in.items(() -> observation(in, part));
                }
                case "risks" -> in.items(() -> risk(in));
                case "local-definitions" -> in.object(inner -> definitions(in, inner));
                default -> {}
            }
        });
        parts.add(part);
    }

    /// What findings refer to. Without findings the observations are read one by one, as the checks they then are.
    private void observation(JsonCursor in, Part part) {
        part.observations++;
        if (!in.isObject()) {
            return;
        }
        var observation = in.select(OBSERVATION);
        var uuid = id(observation.first("uuid"));
        if (uuid != null && observations.size() < MAX_ENTRIES) {
            var evidence = new OscalEvidence(
                    affordable(observation.first("title")),
                    affordable(observation.first("description")),
                    affordable(observation.first("remarks")));
            observations.putIfAbsent(uuid, evidence);
        }
    }

    /// What others refer to; one that is longer than any is nobody's.
    private static @Nullable String id(@Nullable String uuid) {
        return uuid == null || uuid.length() > MAX_UUID ? null : uuid;
    }

    /// The text, as long as there is room for it.
    private @Nullable String affordable(@Nullable String text) {
        int chars = text == null ? 0 : text.length();
        if (prose + chars > MAX_PROSE_CHARS) {
            return null;
        }
        prose += chars;
        return text;
    }

    private void definitions(JsonCursor in, String name) {
        if (name.equals("inventory-items")) {
            in.items(() -> inventoryItem(in));
        }
    }

    private void inventoryItem(JsonCursor in) {
        var item = new Item();
        in.object(name -> {
            switch (name) {
                case "uuid" -> item.uuid = id(in.text());
                case "props" -> in.items(() -> item.prop(in.select(PROP)));
                default -> {}
            }
        });
        bounded(in, inventory.size());
        inventoryChars += item.identity == null ? 0 : item.identity.length();
        if (inventoryChars > MAX_INVENTORY_CHARS) {
            throw in.refusal("evidence.too_many_definitions");
        }
        if (item.uuid != null) {
            inventory.put(item.uuid, item.identity == null ? item.uuid : item.identity);
        }
    }

    private void risk(JsonCursor in) {
        var risk = new RiskDraft();
        in.object(name -> {
            switch (name) {
                case "uuid" -> risk.uuid = id(in.text());
                case "status" -> risk.isApproved = APPROVED.equals(in.text());
                case "characterizations" -> in.items(() -> in.object(inner -> characterization(in, inner, risk)));
                case "statement" -> risk.statement = affordable(in.text());
                case "description" -> risk.description = affordable(in.text());
                case "remediations" -> in.items(() -> remedy(in, risk));
                default -> {}
            }
        });
        bounded(in, risks.size());
        if (risk.uuid != null) {
            risks.put(risk.uuid, risk.risk());
        }
    }

    private void characterization(JsonCursor in, String name, RiskDraft risk) {
        if (name.equals("facets")) {
            in.items(() -> facet(in.select(FACET), risk));
        }
    }

    private void facet(JsonValues facet, RiskDraft risk) {
        if ("impact".equals(facet.first("name"))) {
            risk.impact = Cleaned.line(facet.first("value"), MAX_WORD);
        }
        if ("cve-id".equals(facet.first("name")) && risk.vulnerabilities.size() < MAX_VULNERABILITIES) {
            var id = affordable(Cleaned.line(facet.first("value"), MAX_WORD));
            if (id != null) {
                risk.vulnerabilities.add(id);
            }
        }
    }

    private void remedy(JsonCursor in, RiskDraft risk) {
        if (in.isObject() && risk.remedies.size() < MAX_REMEDIES) {
            var said = in.select(REMEDY);
            var remedy =
                    new OscalEvidence(affordable(said.first("title")), affordable(said.first("description")), null);
            if (remedy.title() != null || remedy.description() != null) {
                risk.remedies.add(remedy);
            }
        }
    }

    private static void bounded(JsonCursor in, int size) {
        if (size >= MAX_ENTRIES) {
            throw in.refusal("evidence.too_many_definitions");
        }
    }

    /// Whether it is a document of this kind, with or without results, or bare results that look like its own.
    boolean isAssessment() {
        return hasResults && (isDocument || parts.stream().anyMatch(Part::isResult));
    }

    @Nullable
    String oscalVersion() {
        return oscalVersion;
    }

    boolean hasFindings(int part) {
        return parts.get(part).findings > 0;
    }

    /// The latest start of a result that holds checks, else of any.
    StatedTime startedAt() {
        var filled = latest(parts.stream().filter(part -> part.findings + part.observations > 0));
        return filled.at() != null ? filled : latest(parts.stream());
    }

    private static StatedTime latest(Stream<Part> parts) {
        return parts.map(part -> part.start).reduce(StatedTime.NONE, StatedTime::later);
    }

    List<String> targets() {
        return inventory.values().stream().distinct().toList();
    }

    @Nullable
    String inventoryItem(String uuid) {
        return inventory.get(uuid);
    }

    @Nullable
    OscalRisk risk(String uuid) {
        return risks.get(uuid);
    }

    /// What was looked at for a finding.
    @Nullable
    OscalEvidence observation(String uuid) {
        return observations.get(uuid);
    }

    /// A title with texts in Markdown.
    record OscalEvidence(
            @Nullable String title,
            @Nullable String description,
            @Nullable String remarks) {

        void into(StructureBuilder to) {
            MarkdownText.into(to, title);
            MarkdownText.into(to, description);
            MarkdownText.into(to, remarks);
        }
    }

    /// @param isApproved whether its owner has accepted the deviation
    /// @param impact in the document's words
    /// @param vulnerabilities their ids of the CVE list
    record OscalRisk(
            boolean isApproved,
            @Nullable String impact,
            @Nullable String description,
            @Nullable String statement,
            List<OscalEvidence> remedies,
            List<String> vulnerabilities) {

        Severity severity() {
            return Severities.ofWord(impact);
        }
    }

    private static final class Part {
        private StatedTime start = StatedTime.NONE;
        private boolean isNamed;
        private boolean hasUuid;
        private int findings;
        private int observations;

        boolean isResult() {
            return findings + observations > 0 || isNamed || hasUuid && start.isStated();
        }
    }

    private static final class Item {
        private @Nullable String uuid;
        private @Nullable String identity;
        private boolean isNamed;

        void prop(JsonValues prop) {
            var isIdentity = "scc_inventory_item_id".equals(prop.first("class"));
            if (identity == null || isIdentity && !isNamed) {
                identity = Cleaned.line(prop.first("value"), MAX_ID);
                isNamed = isIdentity;
            }
        }
    }

    private static final class RiskDraft {
        private @Nullable String uuid;
        private @Nullable String impact;
        private @Nullable String description;
        private @Nullable String statement;
        private final List<OscalEvidence> remedies = new ArrayList<>();
        private final List<String> vulnerabilities = new ArrayList<>();
        private boolean isApproved;

        OscalRisk risk() {
            return new OscalRisk(
                    isApproved, impact, description, statement, List.copyOf(remedies), List.copyOf(vulnerabilities));
        }
    }
}
