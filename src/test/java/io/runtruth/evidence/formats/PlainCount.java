package io.runtruth.evidence.formats;

import io.runtruth.evidence.EvidenceFormat;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// How many checks a file has, counted in a tree of the whole file and by nothing of the readers (formats 2).
///
/// @param atLeast the same as `atMost`, but where only who knows the whole format can say which one of several it is
/// @param words how often each result occurs; `null` where that is not as plain
record PlainCount(long atLeast, long atMost, @Nullable Map<String, Long> words) {

    private static final Set<String> XCCDF =
            Set.of("http://checklists.nist.gov/xccdf/1.1", "http://checklists.nist.gov/xccdf/1.2");
    private static final Set<String> ARF = Set.of("http://scap.nist.gov/schema/asset-reporting-format/1.1");

    static PlainCount of(EvidenceFormat format, byte[] bytes) {
        var text = text(bytes);
        if (format == EvidenceFormat.XCCDF) {
            return scans(text);
        }
        var documents = documents(text);
        var file = documents.getFirst();
        return switch (format) {
            case SCUBAGEAR -> {
                var groups = children(file.path("Results")).flatMap(PlainCount::items);
                yield of(groups.flatMap(group -> items(group.path("Controls"))), "", "Result");
            }
            case ZERO_TRUST_ASSESSMENT -> of(items(file.path("Tests")), "", "TestStatus");
            case MAESTER -> {
                var tenants = items(file.path("Tenants")).toList();
                var tenant = tenants.isEmpty() ? file : tenants.getFirst();
                yield of(items(tenant.path("Tests")), "", "Result");
            }
            case SARIF -> {
                var results = items(file.path("runs")).flatMap(run -> items(run.path("results")));
                yield of(
                        results.filter(result ->
                                !"absent".equals(result.path("baselineState").asString(""))),
                        "fail",
                        "kind");
            }
            case OSCAL -> {
                var within = items(file.path("assessment-results")).flatMap(part -> items(part.path("results")));
                var results = Stream.concat(items(file.path("results")), within);
                yield exactly(results.mapToLong(PlainCount::observed).sum());
            }
            case OCSF ->
                exactly(records(documents)
                        .map(finding -> first(finding, "class_uid"))
                        .filter(number -> number.equals("2003") || number.equals("2004"))
                        .count());
            case ASFF ->
                exactly(records(documents)
                        .flatMap(PlainCount::findings)
                        .filter(PlainCount::isCurrent)
                        .count());
            case HDF -> controls(records(documents).toList().getFirst());
            case XCCDF -> throw new IllegalArgumentException();
        };
    }

    private static PlainCount exactly(long count) {
        return new PlainCount(count, count, null);
    }

    private static PlainCount of(Stream<JsonNode> checks, String unsaid, String name) {
        var words = new TreeMap<String, Long>();
        var isPlain = true;
        long count = 0;
        for (var check : checks.toList()) {
            var said = first(check, name);
            var word = said.isEmpty() ? unsaid : said.strip();
            isPlain &= word.chars().allMatch(c -> c >= ' ' && c < 127)
                    && word.length() <= 100
                    && check.isObject()
                    && (check.path(name).isMissingNode() || check.path(name).isString());
            words.merge(word, 1L, Long::sum);
            count++;
        }
        return new PlainCount(count, count, isPlain ? words : null);
    }

    private static long observed(JsonNode result) {
        long findings = items(result.path("findings")).count();
        return findings > 0 ? findings : items(result.path("observations")).count();
    }

    private static Stream<JsonNode> findings(JsonNode record) {
        return record.has("Findings") || record.has("findings")
                ? Stream.of("Findings", "findings").flatMap(name -> items(record.path(name)))
                : Stream.of(record);
    }

    private static boolean isCurrent(JsonNode finding) {
        return !first(finding, "Compliance", "Status").isEmpty()
                && !first(finding, "RecordState").equalsIgnoreCase("ARCHIVED");
    }

    /// Of one control in several profiles those with results count; of those without any it depends on which
    /// profile stands on which, but one counts. Where none says that it stands on another, each stands for itself.
    private static PlainCount controls(JsonNode document) {
        var profiles = items(document.path("profiles")).toList();
        if (profiles.size() == 1 || profiles.stream().noneMatch(profile -> profile.has("parent_profile"))) {
            return exactly(profiles.stream()
                    .mapToLong(profile -> items(profile.path("controls")).count())
                    .sum());
        }
        var all = new HashMap<String, Integer>();
        var tested = new HashMap<String, Integer>();
        var profilesWithTests = new HashMap<String, Set<Integer>>();
        for (int i = 0; i < profiles.size(); i++) {
            int profile = i;
            items(profiles.get(i).path("controls")).forEach(control -> {
                var id = first(control, "id");
                all.merge(id, 1, Integer::sum);
                if (items(control.path("results")).anyMatch(PlainCount::isTest)) {
                    tested.merge(id, 1, Integer::sum);
                    profilesWithTests.computeIfAbsent(id, _ -> new HashSet<>()).add(profile);
                }
            });
        }
        long least = all.keySet().stream()
                .mapToLong(id -> tested.getOrDefault(id, 1))
                .sum();
        long most = all.entrySet().stream()
                .mapToLong(id ->
                        profilesWithTests.getOrDefault(id.getKey(), Set.of()).size() > 1
                                ? tested.get(id.getKey())
                                : id.getValue())
                .sum();
        return new PlainCount(least, most, null);
    }

    private static boolean isTest(JsonNode result) {
        return !first(result, "code_desc").toLowerCase(Locale.ROOT).contains("attestation");
    }

    static List<JsonNode> documents(String text) {
        var documents = new ArrayList<JsonNode>();
        try (var parser = JsonMapper.shared().createParser(text)) {
            while (parser.nextToken() != null) {
                documents.add(parser.readValueAsTree());
            }
        }
        return documents;
    }

    private static Stream<JsonNode> records(List<JsonNode> documents) {
        return documents.stream().flatMap(PlainCount::items);
    }

    /// One instead of a list is a list of one.
    private static Stream<JsonNode> items(JsonNode node) {
        if (node.isArray()) {
            return node.values().stream();
        }
        return node.isNull() || node.isMissingNode() ? Stream.empty() : Stream.of(node);
    }

    private static Stream<JsonNode> children(JsonNode node) {
        return node.isObject() ? node.values().stream() : Stream.empty();
    }

    /// The first word in this place, through whatever lists; `""` for none.
    private static String first(JsonNode node, String... names) {
        var here = Stream.of(node);
        for (var name : names) {
            here = here.flatMap(PlainCount::unlisted).map(one -> one.path(name));
        }
        return here.flatMap(PlainCount::unlisted)
                .filter(value -> value.isValueNode() && !value.isNull())
                .map(JsonNode::asString)
                .filter(word -> !word.isBlank())
                .findFirst()
                .orElse("");
    }

    private static Stream<JsonNode> unlisted(JsonNode node) {
        return node.isArray() ? node.values().stream().flatMap(PlainCount::unlisted) : Stream.of(node);
    }

    /// One scan is read, which of several the name of the machine and its time decide.
    private static PlainCount scans(String text) {
        var root = root(text);
        var scans = isOf(root, ARF)
                ? kids(root, ARF)
                        .filter(part -> part.getLocalName().equals("reports"))
                        .flatMap(reports -> kids(reports, ARF))
                        .flatMap(report -> kids(report, ARF))
                        .flatMap(content -> kids(content, XCCDF))
                        .flatMap(PlainCount::scans)
                        .toList()
                : scans(root).toList();
        var counts = scans.stream().map(PlainCount::results).toList();
        if (counts.size() == 1) {
            return counts.getFirst();
        }
        var all = counts.stream().map(PlainCount::atMost).sorted().toList();
        return new PlainCount(all.getFirst(), all.getLast(), null);
    }

    private static Stream<Element> scans(Element element) {
        return switch (element.getLocalName()) {
            case "TestResult" -> Stream.of(element);
            case "Benchmark" ->
                kids(element, XCCDF).filter(child -> child.getLocalName().equals("TestResult"));
            default -> Stream.empty();
        };
    }

    private static PlainCount results(Element scan) {
        var words = new TreeMap<String, Long>();
        var isPlain = new boolean[] {true};
        kids(scan, XCCDF)
                .filter(part -> part.getLocalName().equals("rule-result"))
                .forEach(result -> {
                    var said = kids(result, XCCDF)
                            .filter(part -> part.getLocalName().equals("result"))
                            .toList();
                    var word = said.isEmpty()
                            ? ""
                            : said.getLast().getTextContent().strip();
                    isPlain[0] &= word.chars().allMatch(c -> c >= ' ' && c < 127)
                            && word.length() <= 100
                            && said.stream()
                                    .allMatch(
                                            one -> one.getElementsByTagName("*").getLength() == 0);
                    words.merge(word, 1L, Long::sum);
                });
        long count = words.values().stream().mapToLong(Long::longValue).sum();
        return new PlainCount(count, count, isPlain[0] ? words : null);
    }

    private static Element root(String text) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setAttribute("jdk.xml.maxElementDepth", "0");
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new InputSource(new StringReader(text))).getDocumentElement();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOf(Element element, Set<String> namespace) {
        return element.getNamespaceURI() != null && namespace.contains(element.getNamespaceURI());
    }

    private static Stream<Element> kids(Element parent, Set<String> namespace) {
        var kids = new ArrayList<Element>();
        for (var node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child && isOf(child, namespace)) {
                kids.add(child);
            }
        }
        return kids.stream();
    }

    /// With or without marks in front.
    static String text(byte[] bytes) {
        int first = bytes.length > 0 ? bytes[0] & 0xFF : 1;
        int second = bytes.length > 1 ? bytes[1] & 0xFF : 1;
        var charset = first == 0xFE && second == 0xFF || first == 0
                ? StandardCharsets.UTF_16BE
                : first == 0xFF && second == 0xFE || second == 0 ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8;
        var text = new String(bytes, charset);
        int from = 0;
        while (from < text.length() && text.charAt(from) == '\uFEFF') {
            from++;
        }
        return text.substring(from);
    }
}
