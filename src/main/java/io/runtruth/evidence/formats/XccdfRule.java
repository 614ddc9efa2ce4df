package io.runtruth.evidence.formats;

import io.runtruth.evidence.CheckNotes;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a benchmark says of a rule.
///
/// @param remedy as written; `null` where nothing is
/// @param why it is asked for, as written; `null` where nothing is
record XccdfRule(
        @Nullable String title,
        @Nullable String area,
        @Nullable String group,
        @Nullable String severity,
        @Nullable String role,
        FrameworkReferences references,
        @Nullable String remedy,
        @Nullable String why) {

    private static final Set<String> DUBLIN_CORE = Set.of("http://purl.org/dc/elements/1.1/");
    /// The number of a product, which asks for nothing.
    private static final String PRODUCT_NUMBER = "DPMS Target";
    private static final Pattern DISA_DESCRIPTION =
            Pattern.compile("<VulnDiscussion>(.*?)(?:</VulnDiscussion>.*|$)", Pattern.DOTALL);

    /// What the notes of a check have of its rule.
    ///
    /// @param own references that the result itself names
    static CheckNotes notes(@Nullable XccdfRule rule, FrameworkReferences own) {
        var notes = new NotesDraft().references(own);
        if (rule != null) {
            notes.group(rule.group)
                    .references(rule.references)
                    .remedy(Paragraphs.of(rule.remedy))
                    .rationale(Paragraphs.of(rule.why));
        }
        return notes.build();
    }

    /// The rule as far as there is room for it.
    XccdfRule within(DefinitionBudget budget, XmlCursor in) {
        budget.spend(in, title, remedy);
        for (var reference : references.texts()) {
            budget.spend(in, reference);
        }
        return new XccdfRule(title, area, group, severity, role, references, remedy, budget.prose(why));
    }

    /// @param area where its group stands in the benchmark
    static XccdfRule read(XmlCursor in, @Nullable String area, @Nullable String group) {
        return new Reading(in).read(area, group);
    }

    private static final class Reading {

        private final XmlCursor in;
        private final FrameworkReferences references = new FrameworkReferences();
        private @Nullable String title;
        private @Nullable String description;
        private @Nullable String fixText;
        private @Nullable String rationale;

        Reading(XmlCursor in) {
            this.in = in;
        }

        XccdfRule read(@Nullable String area, @Nullable String group) {
            var id = in.attribute("id");
            var severity = Cleaned.line(in.attribute("severity"), 100);
            var role = Cleaned.line(in.attribute("role"), 100);
            in.children(XccdfDocument.XCCDF, name -> part(name, id == null ? "" : id));
            return new XccdfRule(title, area, group, severity, role, references, remedy(), why());
        }

        private void part(String name, String id) {
            switch (name) {
                case "title" -> title = title == null ? XccdfRules.line(in.prose(), 1_000) : title;
                case "description" ->
                    description = description == null ? Cleaned.lines(in.prose(), 4_000) : description;
                case "fixtext" -> fixText = fixText == null ? Cleaned.lines(in.prose(), 4_000) : fixText;
                case "rationale" -> rationale = rationale == null ? Cleaned.lines(in.prose(), 4_000) : rationale;
                case "ident" -> FrameworkNames.refer(references, in.attribute("system"), in.text());
                case "reference" -> reference();
                case "version" -> {
                    if (XccdfIds.isRevised(id)) {
                        FrameworkNames.refer(references, "STIG", in.text());
                    }
                }
                default -> {}
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
                FrameworkNames.refer(references, address, words);
            } else if (!PRODUCT_NUMBER.equals(type[0])) {
                FrameworkNames.refer(references, address == null ? publisher[0] : address, identifier[0]);
            }
        }

        /// A rule without a text on how to mend it says what is wanted, and mostly how, in its description. That
        /// of a STIG says why.
        private @Nullable String remedy() {
            return fixText == null && !isOfDisa() ? description : fixText;
        }

        private boolean isOfDisa() {
            return description != null && description.contains("<VulnDiscussion>");
        }

        /// What the description says besides, and the reasons.
        private @Nullable String why() {
            var said = isOfDisa() ? discussion() : fixText == null ? null : description;
            return said == null || rationale == null ? (said == null ? rationale : said) : said + "\n\n" + rationale;
        }

        private @Nullable String discussion() {
            var discussed = DISA_DESCRIPTION.matcher(description == null ? "" : description);
            return discussed.find() ? Cleaned.lines(discussed.group(1), 4_000) : null;
        }
    }
}
