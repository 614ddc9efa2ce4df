package io.runtruth.packs;

import io.runtruth.packs.ComposedReviews.Composed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import tools.jackson.databind.json.JsonMapper;

/// What each form of a pack says, read back from its bytes as its reader would.
final class PackForms {

    /// What counts as failed or warned of; accepted it still does.
    private static final Set<String> OPEN = Set.of("not_met", "warning", "accepted");

    private final Map<String, byte[]> files = new TreeMap<>();
    private final PackProfile profile;
    private final byte[] content;

    PackForms(Composed composed, PackProfile profile) throws IOException {
        this.profile = profile;
        this.content = composed.content().canonicalBytes();
        files.putAll(unpacked(composed.pack(profile, PackFormat.ZIP)));
    }

    static Map<String, byte[]> unpacked(byte[] zip) throws IOException {
        var files = new TreeMap<String, byte[]>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), in.readAllBytes());
            }
        }
        return files;
    }

    /// @param byGroup checks, as the form counts them
    /// @param openByArea failed and warned of
    record Form(String name, Map<String, Long> byGroup, Map<String, Long> openByArea, String text) {}

    void keep(Path folder, String name) throws IOException {
        var place = folder.resolve(name).resolve(profile.code());
        Files.createDirectories(place);
        Files.write(place.resolve("content.json"), content);
        for (var file : files.entrySet()) {
            Files.write(place.resolve(file.getKey()), file.getValue());
        }
    }

    List<Form> all() {
        return List.of(html(), pdf(), docx(), json(), csv(), oscal());
    }

    private String file(String name) {
        return new String(files.get(name), StandardCharsets.UTF_8);
    }

    Document page() {
        return Jsoup.parse(file("review.html"));
    }

    private Form html() {
        var page = page();
        var groups = new TreeMap<String, Long>();
        page.select("h3[id^=findings-]")
                .forEach(it -> groups.put(it.id().substring("findings-".length()), number(it.text())));
        var areas = new TreeMap<String, Long>();
        areaRows()
                .forEach(row -> areas.merge(
                        row.child(0).text(),
                        number(row.child(2).text()) + number(row.child(3).text()),
                        Long::sum));
        return new Form("html", groups, areas, page.text());
    }

    private Stream<Element> areaRows() {
        return page().select("#section-areas ~ .scrolls").stream()
                .filter(it -> !it.select(".bar").isEmpty())
                .flatMap(it -> it.select("tbody tr:not(.sum)").stream());
    }

    private static long number(String text) {
        return Long.parseLong(text.substring(text.lastIndexOf(':') + 1).replaceAll("\\D", ""));
    }

    private Form pdf() {
        try (var pdf = Loader.loadPDF(files.get("review.pdf"))) {
            return asOnThePage("pdf", new PDFTextStripper().getText(pdf));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> barsWithoutWords() throws IOException {
        try (var pdf = Loader.loadPDF(files.get("review.pdf"))) {
            return BarsWithoutWords.in(pdf);
        }
    }

    private Form docx() {
        return asOnThePage("docx", words(files.get("review.docx")));
    }

    /// Everything that a word processor shows of it.
    static String words(byte[] docx) {
        try (var document = new XWPFDocument(new ByteArrayInputStream(docx));
                var text = new XWPFWordExtractor(document)) {
            return text.getText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The same tables as the page has, each row of them found again; what breaks over lines or pages is put together.
    private Form asOnThePage(String name, String written) {
        var page = html();
        var text = written.replaceAll("\\s", "");
        var groups = new TreeMap<String, Long>();
        page().select("h3[id^=findings-]").forEach(it -> {
            if (text.contains(it.text().replaceAll("\\s", ""))) {
                groups.put(it.id().substring("findings-".length()), number(it.text()));
            }
        });
        var areas = new TreeMap<String, Long>();
        areaRows().forEach(row -> {
            if (text.contains(row.text().replaceAll("\\s", ""))) {
                areas.merge(
                        row.child(0).text(), page.openByArea().get(row.child(0).text()), (one, _) -> one);
            }
        });
        return new Form(name, groups, areas, text);
    }

    private Form json() {
        var pack = JsonMapper.shared().readTree(file("review.json"));
        var groups = new TreeMap<String, Long>();
        pack.at("/findings/items")
                .forEach(it -> groups.merge(
                        it.at("/group").asString(), it.at("/checks").asLong(), Long::sum));
        var areas = new TreeMap<String, Long>();
        pack.at("/sources")
                .forEach(source -> source.at("/areas")
                        .forEach(it -> areas.merge(
                                it.at("/name").asString(),
                                it.at("/by_result/fail").asLong(0)
                                        + it.at("/by_result/warning").asLong(0),
                                Long::sum)));
        return new Form("json", groups, areas, file("review.json"));
    }

    private Form oscal() {
        var results = JsonMapper.shared()
                .readTree(file("assessment-results.oscal.json"))
                .at("/assessment-results/results");
        var groups = new TreeMap<String, Long>();
        var areas = new TreeMap<String, Long>();
        results.forEach(result -> result.at("/observations").forEach(it -> {
            var props = new TreeMap<String, String>();
            it.at("/props")
                    .forEach(prop -> props.put(
                            prop.at("/name").asString(), prop.at("/value").asString()));
            var checks = Long.parseLong(props.get("checks"));
            groups.merge(props.get("group"), checks, Long::sum);
            if (OPEN.contains(props.get("group"))) {
                areas.merge(props.getOrDefault("area", ""), checks, Long::sum);
            }
        }));
        return new Form("oscal", groups, areas, results.toString());
    }

    private Form csv() {
        var rows = Csv.rows(file("findings.csv"));
        var header = rows.removeFirst();
        var groups = new TreeMap<String, Long>();
        var areas = new TreeMap<String, Long>();
        for (var row : rows) {
            var group = row.get(header.indexOf("group"));
            var checks = Long.parseLong(row.get(header.indexOf("checks")));
            groups.merge(group, checks, Long::sum);
            if (OPEN.contains(group)) {
                areas.merge(row.get(header.indexOf("area")), checks, Long::sum);
            }
        }
        return new Form("csv", groups, areas, file("findings.csv"));
    }

    /// RFC 4180, as strictly as it is.
    static final class Csv {

        private Csv() {}

        static List<List<String>> rows(String text) {
            var rows = new ArrayList<List<String>>();
            var row = new ArrayList<String>();
            var cell = new StringBuilder();
            var quoted = false;
            for (var at = 0; at < text.length(); at++) {
                var c = text.charAt(at);
                if (quoted) {
                    if (c == '"' && at + 1 < text.length() && text.charAt(at + 1) == '"') {
                        cell.append('"');
                        at++;
                    } else if (c == '"') {
                        quoted = false;
                    } else {
                        cell.append(c);
                    }
                } else if (c == '"') {
                    quoted = true;
                } else if (c == ',' || c == '\n') {
                    row.add(cell.toString());
                    cell.setLength(0);
                    if (c == '\n') {
                        rows.add(row);
                        row = new ArrayList<>();
                    }
                } else if (c != '\r') {
                    cell.append(c);
                }
            }
            return rows;
        }
    }
}
