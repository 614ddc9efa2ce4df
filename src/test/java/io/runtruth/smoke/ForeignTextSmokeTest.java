package io.runtruth.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Every page of the console in a real browser, where every name and every word of evidence tries to turn the words
/// beside it around, or to hide in them (contract 8).
@Tag("smoke")
class ForeignTextSmokeTest extends RunningConsole {

    /// Turns around what follows, closes an isolate that is not its own, and can't be seen.
    private static final String HOSTILE = "\u202e\u2069\u200b";

    @Autowired
    private JdbcClient jdbc;

    @Test
    void no_name_and_no_word_of_evidence_turns_others_around_or_hides() {
        makeEverythingHostile();
        makeTextsHostile();
        new SignInPage(browser.go("w/demo/reviews")).signIn("owner", PASSWORD);
        var reviews = new ReviewsPage(browser);
        reviews.watch("contoso-m365");
        reviews.compose("contoso-m365");
        assertFaithful("reviews", 1);
        reviews.untilStatus("ready");

        assertFaithful("bell", 1);
        reviews.openReview("contoso-m365", "ready");
        browser.find("#view-review h3");
        assertFaithful("document", 20);
        var closed = seen();
        new ReviewPage(browser).openFirstFinding();
        assertFaithful("document with a finding opened", closed + 1);
        browser.go("w/demo/environments").find("#grid-environments");
        assertFaithful("environments", 3);
        browser.go("w/demo/environments/contoso-m365").find("#grid-evidence");
        browser.until(_ -> seen() >= 8);
        assertFaithful("environment", 8);
        browser.go("w/demo/operations").find("#grid-operations a.run-link");
        assertFaithful("operations", 4);
        browser.click("#grid-operations a.run-link");
        browser.find("#timeline");
        assertFaithful("run", 4);
    }

    private void makeEverythingHostile() {
        for (var column : List.of(
                "account.display_name",
                "workspace.name",
                "managed_environment.name",
                "evidence_check.title",
                "evidence_check.area",
                "evidence_check.resource",
                "evidence_check.detail",
                "evidence_check.raw_severity",
                "evidence_snapshot.file_name")) {
            var parts = column.split("\\.", 2);
            jdbc.sql("update %1$s set %2$s = :hostile || %2$s where %2$s <> ''".formatted(parts[0], parts[1]))
                    .param("hostile", HOSTILE)
                    .update();
        }
        for (var fact : List.of("tool", "toolVersion", "targetName")) {
            jdbc.sql("""
                    update evidence_snapshot
                    set facts = jsonb_set(facts, array[:fact], to_jsonb(:hostile || (facts ->> :fact)))
                    where facts ->> :fact is not null
                    """).param("fact", fact).param("hostile", HOSTILE).update();
        }
    }

    private void makeTextsHostile() {
        jdbc.sql("""
                update evidence_check
                set notes = replace(notes::text, '"text": "', '"text": "' || :hostile)::jsonb
                where notes is not null
                """).param("hostile", HOSTILE).update();
    }

    private void assertFaithful(String page, int least) {
        browser.until(_ -> seen() >= least);
        assertThat(strings(HIDDEN)).as("hidden on " + page).isEmpty();
        assertThat(strings(TURNED)).as("turned around on " + page).isEmpty();
    }

    /// In how many places the page shows what tried to hide.
    private int seen() {
        return strings(SEEN).size();
    }

    @SuppressWarnings("unchecked")
    private List<String> strings(String collected) {
        return (List<String>) browser.script(TEXTS + collected);
    }

    /// All texts of the page: nodes and what is said or shown on hover, also within components.
    private static final String TEXTS = """
            const nodes = [];
            const said = [document.title];
            const walk = (node) => {
                if (node.nodeType === Node.TEXT_NODE) {
                    nodes.push(node);
                } else if (!['STYLE', 'SCRIPT'].includes(node.nodeName)) {
                    for (const name of ['title', 'aria-label', 'label', 'placeholder', 'alt']) {
                        said.push(node.getAttribute?.(name) ?? '');
                    }
                    if (node.nodeName === 'INPUT') {
                        said.push(node.value);
                    }
                    if (node.shadowRoot) {
                        walk(node.shadowRoot);
                    }
                    node.childNodes.forEach(walk);
                }
            };
            walk(document.documentElement);
            const texts = said.concat(nodes.map(it => it.data));
            """;

    private static final String SEEN = "return texts.filter(it => it.includes('[U+202E]'));";

    private static final String HIDDEN = """
            return texts
                .map(it => it.replace(/\\u2068[^\\u2066-\\u2069]*\\u2069/g, ''))
                .filter(it => /[\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufeff]/.test(it))
                .map(it => JSON.stringify(it));
            """;

    /// Texts on one line whose last character does not stand right of their first.
    private static final String TURNED = """
            return nodes
                .filter(it => it.data.includes('[U+202E]') && it.data.trim().length > 1)
                .filter(it => {
                    const at = (index) => {
                        const range = document.createRange();
                        range.setStart(it, index);
                        range.setEnd(it, index + 1);
                        return range.getBoundingClientRect();
                    };
                    const first = at(it.data.search(/\\S/));
                    const last = at(it.data.trimEnd().length - 1);
                    return first.top === last.top && first.width > 0 && last.left < first.left;
                })
                .map(it => it.data);
            """;
}
