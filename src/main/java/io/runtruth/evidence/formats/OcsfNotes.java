package io.runtruth.evidence.formats;

import io.runtruth.evidence.StructuredText;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What an OCSF finding says beside its result (formats 2.4).
final class OcsfNotes {

    private static final List<String> COLUMNS = List.of("uid", "name", "type", "region");

    private OcsfNotes() {}

    static NotesDraft of(JsonValues finding) {
        var notes =
                new NotesDraft().group(group(finding)).remedy(remedy(finding)).rationale(rationale(finding));
        requirements(finding, notes);
        finding.named("unmapped.compliance").forEach(one -> notes.reference(one.name(), one.value()));
        return notes;
    }

    private static @Nullable String group(JsonValues finding) {
        var categories = finding.all("unmapped.categories");
        var named = categories.isEmpty() ? finding.all("finding_info.types") : categories;
        return named.isEmpty() ? null : String.join(", ", named);
    }

    /// The class does not say which requirement is of which standard, where it names several.
    private static void requirements(JsonValues finding, NotesDraft notes) {
        var standards = String.join(", ", finding.all("compliance.standards"));
        var requirements = finding.all("compliance.requirements");
        var ids = requirements.isEmpty() ? finding.all("compliance.control") : requirements;
        ids.forEach(id -> notes.reference(standards, id));
    }

    /// The description of the check, unless it stands for what was found; and what its author notes.
    private static @Nullable StructuredText rationale(JsonValues finding) {
        var isSaid = finding.first("status_detail", "message") != null;
        var description = isSaid ? finding.first("finding_info.desc") : null;
        var isTitle = Objects.equals(description, finding.first("finding_info.title"));
        return MarkdownText.written(isTitle ? null : description, finding.first("unmapped.notes"));
    }

    private static @Nullable StructuredText remedy(JsonValues finding) {
        var to = new StructureBuilder(false);
        MarkdownText.into(to, finding.first("remediation.desc"));
        to.beginList(false, 1);
        finding.all("remediation.references").forEach(reference -> item(to, reference, reference));
        finding.all("remediation.kb_articles").forEach(article -> item(to, article, article));
        finding.each("remediation.kb_article_list")
                .forEach(article -> item(to, article.firstOr("", "title", "uid", "src_url"), article.first("src_url")));
        to.endList();
        return to.text();
    }

    /// Words with an address, or a command, which has none.
    private static void item(StructureBuilder to, String words, @Nullable String url) {
        to.beginItem();
        to.link(url);
        to.text(words);
        to.endLink();
        to.endItem();
    }

    /// Of the one resource that is called by its identity alone, unless that says it.
    static void region(StructureBuilder to, JsonValues finding) {
        var resources = finding.each("resources");
        if (!isKnown(resources)) {
            return;
        }
        resources.stream()
                .filter(one -> !one.firstOr("", "uid").contains(one.firstOr("", "region")))
                .forEach(one -> {
                    to.breakLine();
                    to.text("region: " + one.first("region"));
                    to.breakLine();
                });
    }

    private static boolean isKnown(List<JsonValues> resources) {
        return resources.size() <= 1
                && resources.stream().allMatch(one -> one.firstOr("", "uid").contains(one.firstOr("", "name")));
    }

    /// Where there are several, or one whose name its identity does not say.
    static void resources(StructureBuilder to, JsonValues finding) {
        var resources = finding.each("resources");
        if (isKnown(resources)) {
            return;
        }
        var columns = COLUMNS.stream()
                .filter(column -> resources.stream().anyMatch(one -> one.first(column) != null))
                .toList();
        to.beginTable();
        row(to, true, columns);
        resources.stream()
                .limit(StructureBuilder.MAX_ROWS)
                .forEach(one -> row(
                        to,
                        false,
                        columns.stream().map(column -> one.firstOr("", column)).toList()));
        to.unseenRows(finding.count("resources") - Math.min(resources.size(), StructureBuilder.MAX_ROWS));
        to.endTable();
    }

    private static void row(StructureBuilder to, boolean isHeader, List<String> cells) {
        to.beginRow();
        for (var cell : cells) {
            to.beginCell(isHeader);
            to.text(cell);
            to.endCell();
        }
        to.endRow();
    }
}
