package io.runtruth.evidence.formats;

import org.jspecify.annotations.Nullable;

/// XCCDF 1.1 and 1.2 results, alone, with their benchmark or in an ARF (formats 2.8). Of a file with several scans
/// one is read. The account that scanned, the values it scanned with, scripts and scores are skipped.
final class XccdfReader implements FormatReader<XmlFile> {

    private final @Nullable String wanted;

    /// @param wanted what the scan to read of a file with several is called
    XccdfReader(@Nullable String wanted) {
        this.wanted = wanted;
    }

    @Override
    public FileOrigin read(XmlFile file, CheckCounter counter) {
        var outline = XccdfOutline.of(file);
        var choice = outline.chosen(wanted);
        try (var in = file.open()) {
            XccdfDocument.read(in, new Reading(in, counter, outline, choice));
        }
        var scan = outline.scan(choice);
        var target = scan.target().identity().orElse(null);
        return new FileOrigin(
                scan.tool().name(),
                scan.tool().version(),
                target,
                scan.target().nameBeside(target),
                choice.name(),
                scan.endedAt());
    }

    private static final class Reading implements XccdfParts {

        private final XmlCursor in;
        private final CheckCounter counter;
        private final XccdfOutline outline;
        private final XccdfOutline.Choice choice;
        private final XccdfRules rules;
        private boolean isBenchmarkRead;
        private int at;
        private @Nullable XccdfResult last;
        private boolean isLastRepeated;

        Reading(XmlCursor in, CheckCounter counter, XccdfOutline outline, XccdfOutline.Choice choice) {
            this.in = in;
            this.counter = counter;
            this.outline = outline;
            this.choice = choice;
            this.rules = new XccdfRules(in);
        }

        @Override
        public void benchmark(@Nullable String id) {
            isBenchmarkRead = outline.isBenchmarkOf(outline.scan(choice), id);
            rules.begin();
        }

        @Override
        public void benchmarkPart(String name) {
            if (isBenchmarkRead) {
                rules.part(name);
            }
        }

        @Override
        public void scan(String report) {
            int index = at++;
            if (index == choice.index()) {
                in.children(XccdfDocument.XCCDF, name -> {
                    if (name.equals("rule-result")) {
                        result(XccdfResult.read(in));
                    }
                });
                addLast(false);
            } else {
                counter.skipped(outline.isEarlier(index, choice) ? "earlier_scan" : "other_scan");
            }
        }

        /// The results of one rule follow one another; that there are several shows with the second.
        private void result(XccdfResult next) {
            var isRepeated = last != null && next.isOfRule(last.ruleId());
            addLast(isRepeated);
            last = next;
            isLastRepeated = isRepeated;
        }

        private void addLast(boolean isRepeated) {
            var result = last;
            if (result == null) {
                return;
            }
            var rule =
                    result.ruleId() == null ? null : rules.of(result.ruleId()).orElse(null);
            counter.add(result.draft(rule, isLastRepeated || isRepeated));
            if (result.isFixed()) {
                counter.warn("fixed_in_run");
            }
            if (result.isChangedOpenly()) {
                counter.warn("results_overridden");
            }
        }
    }
}
