package io.runtruth.evidence.formats;

import io.runtruth.evidence.EvidenceFormat;
import io.runtruth.shared.Problem;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The real files of one format, each with so few of its many that it can be read some thousand times a second.
final class SmallSamples {

    private static final int MAX_CHARS = 24_000;
    private static final int MAX_TEXT = 160;
    private static final int MAX_NAMES = 40;
    private static final List<Integer> KEPT = List.of(8, 4, 3, 2, 1);

    private SmallSamples() {}

    static List<String> of(EvidenceFormat format) {
        try (var first = Files.walk(SampleFiles.FOLDER);
                var second = Files.walk(SampleFiles.SECOND_FOLDER)) {
            return Stream.concat(first, second)
                    .filter(Files::isRegularFile)
                    .filter(path -> !path.getParent().equals(SampleFiles.FOLDER)
                            && !path.getParent().equals(SampleFiles.SECOND_FOLDER))
                    .sorted()
                    .filter(path -> isOf(format, path))
                    .map(SmallSamples::small)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOf(EvidenceFormat format, Path path) {
        try {
            return EvidenceFiles.recognised(path, ReadOptions.NONE, () -> {}).format() == format;
        } catch (Problem.InvalidInput e) {
            return false;
        }
    }

    private static String small(Path path) {
        try {
            var text = PlainCount.text(Files.readAllBytes(path));
            var small = text;
            for (var kept : KEPT) {
                if (small.length() <= MAX_CHARS) {
                    break;
                }
                small = text.stripLeading().startsWith("<") ? smallXml(text, kept) : smallJson(text, kept);
            }
            return small;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String smallJson(String text, int kept) {
        return PlainCount.documents(text).stream()
                .limit(kept)
                .map(document -> small(document, kept).toString())
                .collect(Collectors.joining("\n"));
    }

    private static JsonNode small(JsonNode node, int kept) {
        var factory = JsonNodeFactory.instance;
        return switch (node) {
            case ArrayNode array -> {
                var some = factory.arrayNode();
                array.values().stream().limit(kept).forEach(item -> some.add(small(item, kept)));
                yield some;
            }
            case ObjectNode object -> {
                var some = factory.objectNode();
                object.properties().stream()
                        .limit(MAX_NAMES)
                        .filter(property -> !property.getKey().equals("Raw"))
                        .forEach(property -> some.set(property.getKey(), small(property.getValue(), kept)));
                yield some;
            }
            default ->
                node.isString() && node.stringValue().length() > MAX_TEXT
                        ? factory.stringNode(node.stringValue().substring(0, MAX_TEXT))
                        : node;
        };
    }

    private static String smallXml(String text, int kept) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            var document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
            cut(document.getDocumentElement(), kept);
            var written = new StringWriter();
            var transformer = TransformerFactory.newInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            transformer.transform(new DOMSource(document), new StreamResult(written));
            return written.toString().replaceAll("\\n\\s*", "\n");
        } catch (ParserConfigurationException | SAXException | TransformerException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void cut(Element element, int kept) {
        var seen = new HashMap<String, Integer>();
        var children = new ArrayList<Node>();
        for (var node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            children.add(node);
        }
        for (var node : children) {
            if (!(node instanceof Element child)) {
                continue;
            }
            if (seen.merge(child.getNodeName(), 1, Integer::sum) > kept) {
                element.removeChild(child);
            } else {
                cut(child, kept);
            }
        }
    }
}
