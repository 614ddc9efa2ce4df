package io.runtruth.evidence.formats;

import io.runtruth.evidence.CheckNotes;
import io.runtruth.evidence.CheckNotes.FrameworkReference;
import io.runtruth.evidence.StructuredText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a benchmark says of a rule.
///
/// @param remedy as written; `null` where nothing is
record XccdfRule(
        @Nullable String title,
        @Nullable String area,
        @Nullable String group,
        @Nullable String severity,
        @Nullable String role,
        List<FrameworkReference> references,
        @Nullable String remedy) {

    static final int MAX_REFERENCES = 50;

    private static final Set<String> DUBLIN_CORE = Set.of("http://purl.org/dc/elements/1.1/");
    /// The number of a product, which asks for nothing.
    private static final String PRODUCT_NUMBER = "DPMS Target";
    private static final String DISA_DESCRIPTION = "<VulnDiscussion>";

    /// What the notes of a check have of its rule.
    ///
    /// @param own references that the result itself names
    static CheckNotes notes(@Nullable XccdfRule rule, List<FrameworkReference> own) {
        var all = rule == null ? own.stream() : Stream.concat(own.stream(), rule.references.stream());
        var references = all.distinct().limit(MAX_REFERENCES).toList();
        StructuredText remedy = rule == null ? null : Paragraphs.of(rule.remedy);
        return new CheckNotes(rule == null ? null : rule.group, null, null, null, null, references, null, remedy);
    }

    void spend(XmlCursor in, DefinitionBudget budget) {
        budget.spend(in, title, remedy);
        references.forEach(reference -> budget.spend(in, reference.framework(), reference.id()));
    }

    /// @param area where its group stands in the benchmark
    static XccdfRule read(XmlCursor in, @Nullable String area, @Nullable String group) {
        return new Reading(in).read(area, group);
    }

    private static final class Reading {

        private final XmlCursor in;
        private final List<FrameworkReference> references = new ArrayList<>();
        private @Nullable String title;
        private @Nullable String description;
        private @Nullable String fixText;

        Reading(XmlCursor in) {
            this.in = in;
        }

        XccdfRule read(@Nullable String area, @Nullable String group) {
            var id = in.attribute("id");
            var severity = Cleaned.line(in.attribute("severity"), 100);
            var role = Cleaned.line(in.attribute("role"), 100);
            in.children(XccdfDocument.XCCDF, name -> part(name, id == null ? "" : id));
            return new XccdfRule(title, area, group, severity, role, List.copyOf(references), remedy());
        }

        private void part(String name, String id) {
            switch (name) {
                case "title" -> title = title == null ? XccdfRules.line(in.prose(), 1_000) : title;
                case "description" ->
                    description = description == null ? Cleaned.lines(in.prose(), 4_000) : description;
                case "fixtext" -> fixText = fixText == null ? Cleaned.lines(in.prose(), 4_000) : fixText;
                case "ident" -> add(in.attribute("system"), in.text());
                case "reference" -> reference();
                case "version" -> {
                    if (XccdfIds.isRevised(id)) {
                        add("STIG", in.text());
                    }
                }
                default -> {}
            }
        }

        private void add(@Nullable String address, String id) {
            if (references.size() < MAX_REFERENCES) {
                FrameworkNames.reference(address, id).ifPresent(references::add);
            }
        }

        /// Either the requirement as text, with the framework's address; or a card of a library.
        private void reference() {
            var address = in.attribute("href");
            var publisher = new String[1];
            var type = new String[1];
            var identifier = new String[1];
            var words = in.ownText(name -> {
                if (DUBLIN_CORE.contains(name.namespace())) {
                    switch (name.local()) {
                        case "publisher" -> publisher[0] = in.text();
                        case "type" -> type[0] = in.text();
                        case "identifier" -> identifier[0] = in.text();
                        default -> {}
                    }
                }
            });
            if (identifier[0] == null) {
                add(address, words);
            } else if (!PRODUCT_NUMBER.equals(type[0])) {
                add(address == null ? publisher[0] : address, identifier[0]);
            }
        }

        /// A rule without a text on how to mend it says what is wanted, and mostly how, in its description. That
        /// of a STIG says why.
        private @Nullable String remedy() {
            if (fixText != null) {
                return fixText;
            }
            return description == null || description.contains(DISA_DESCRIPTION) ? null : description;
        }
    }
}
