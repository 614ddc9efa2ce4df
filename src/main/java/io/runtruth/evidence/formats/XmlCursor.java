package io.runtruth.evidence.formats;

import io.runtruth.shared.Problem;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// A place in an XML file that is read once from front to back; it stands on an element until that is read. What a
/// reader does not ask for is skipped without being kept, so memory does not grow with the file. A document type,
/// and with it every entity of the file's own, is refused; nothing that the file names is ever opened. Whatever is
/// wrong with the file becomes a [Problem.InvalidInput] that says where.
final class XmlCursor implements FileCursor {

    static final int MAX_DEPTH = 200;
    static final int MAX_ATTRIBUTES = 256;
    static final int MAX_ATTRIBUTE_CHARS = 1 << 16;
    /// Of one tag, comment or section: the parser holds each as a whole.
    static final int MAX_PIECE_CHARS = 1 << 20;
    /// The parser keeps every name of the file.
    static final int MAX_NAMES = 10_000;
    /// No text of a check is longer, so nothing longer is worth keeping.
    static final int KEPT_CHARS = 16_384;

    /// Of the id of a value that a text names.
    private static final int MAX_VALUE = 300;
    private static final String NO_DEPTH_LEFT = "JAXP00010006";
    private static final String NO_ATTRIBUTE_LEFT = "JAXP00010002";
    private static final Set<String> ENCODINGS = Set.of("UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE");
    private static final Set<String> BLOCKS =
            Set.of("p", "div", "br", "li", "tr", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table");

    private final Pieces source;
    private final Supplier<Problem.InvalidInput> encodingFault;
    private final List<String> path = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final XMLStreamReader parser;
    private boolean isBehind;

    /// @param encodingFault says where the text can't be decoded, if it turns out that it can't
    XmlCursor(Reader text, Supplier<Problem.InvalidInput> encodingFault) {
        this.source = new Pieces(text);
        this.encodingFault = encodingFault;
        try {
            this.parser = opened();
            requireEncoding();
            while (path.isEmpty()) {
                next();
            }
        } catch (Problem e) {
            close();
            throw e;
        }
    }

    private XMLStreamReader opened() {
        try {
            return factory().createXMLStreamReader(source);
        } catch (XMLStreamException e) {
            throw fault(e);
        }
    }

    /// One a file, for none is promised to serve several threads.
    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setProperty("jdk.xml.maxElementDepth", String.valueOf(MAX_DEPTH));
        factory.setProperty("jdk.xml.elementAttributeLimit", String.valueOf(MAX_ATTRIBUTES));
        return factory;
    }

    /// What the file says of its encoding must be one that it was decoded by; which of them it is was seen already.
    private void requireEncoding() {
        var declared = parser.getCharacterEncodingScheme();
        if (declared != null && !ENCODINGS.contains(declared.toUpperCase(Locale.ROOT))) {
            throw new Problem.InvalidInput("evidence.encoding_unsupported", String.valueOf(Cleaned.line(declared, 40)));
        }
    }

    /// Of the element that the cursor stands on.
    XmlName name() {
        var namespace = parser.getNamespaceURI();
        return new XmlName(namespace == null ? "" : namespace, parser.getLocalName());
    }

    /// Of the element that the cursor stands on, before anything of it is read; one without a prefix alone.
    @Nullable
    String attribute(String name) {
        for (int i = 0; i < parser.getAttributeCount(); i++) {
            var namespace = parser.getAttributeNamespace(i);
            if (name.equals(parser.getAttributeLocalName(i)) && (namespace == null || namespace.isEmpty())) {
                return parser.getAttributeValue(i);
            }
        }
        return null;
    }

    /// Goes through the elements in the one that the cursor stands on. For each the action may read it; what it
    /// leaves is skipped.
    void children(Consumer<XmlName> action) {
        int own = path.size();
        while (path.size() >= own) {
            if (next() == XMLStreamConstants.START_ELEMENT) {
                action.accept(name());
                while (path.size() > own) {
                    next();
                }
            }
        }
    }

    /// The same, for those of these namespaces; the action gets the name without it.
    void children(Set<String> namespaces, Consumer<String> action) {
        children(name -> {
            if (namespaces.contains(name.namespace())) {
                action.accept(name.local());
            }
        });
    }

    /// All text in the element that the cursor stands on, which is then behind it, cut after [#KEPT_CHARS].
    String text() {
        return text(_ -> {});
    }

    /// The same, where what is a block of a page is a paragraph, and a value that the tool was to fill in is named.
    String prose() {
        return text(kept -> {
            var name = parser.getLocalName();
            if (kept.length() >= KEPT_CHARS) {
                return;
            }
            if (BLOCKS.contains(name) && !endsParagraph(kept)) {
                kept.append("\n\n");
            }
            if (name.equals("sub") && parser.isStartElement()) {
                var value = XccdfIds.shortened(attribute("idref"));
                kept.append('[')
                        .append(value, 0, Math.min(value.length(), MAX_VALUE))
                        .append(']');
            }
        });
    }

    private static boolean endsParagraph(StringBuilder kept) {
        int end = kept.length();
        return end >= 2 && kept.charAt(end - 1) == '\n' && kept.charAt(end - 2) == '\n';
    }

    /// The text that stands in the element itself; the elements in it are the action's, as in [#children].
    String ownText(Consumer<XmlName> action) {
        int own = path.size();
        return text(_ -> {
            if (parser.isStartElement()) {
                action.accept(name());
                while (path.size() > own) {
                    next();
                }
            }
        });
    }

    private String text(Consumer<StringBuilder> atTag) {
        int own = path.size();
        var kept = new StringBuilder();
        while (path.size() >= own) {
            switch (next()) {
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> keep(kept);
                case XMLStreamConstants.START_ELEMENT, XMLStreamConstants.END_ELEMENT -> atTag.accept(kept);
                default -> {}
            }
        }
        return kept.toString();
    }

    private void keep(StringBuilder kept) {
        var length = Math.min(parser.getTextLength(), KEPT_CHARS - kept.length());
        if (length > 0) {
            kept.append(parser.getTextCharacters(), parser.getTextStart(), length);
        }
    }

    /// @throws Problem.InvalidInput where something follows the document
    void end() {
        isBehind = true;
        while (next() != XMLStreamConstants.END_DOCUMENT) {
            // comments
        }
    }

    private int next() {
        source.startPiece();
        try {
            int event = parser.next();
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> enter();
                case XMLStreamConstants.END_ELEMENT -> path.removeLast();
                case XMLStreamConstants.PROCESSING_INSTRUCTION -> remember(parser.getPITarget());
                case XMLStreamConstants.DTD -> throw refusal("evidence.doctype_refused");
                default -> {}
            }
            return event;
        } catch (XMLStreamException e) {
            throw fault(e);
        }
    }

    private void enter() {
        path.add(parser.getLocalName());
        remember(parser.getLocalName());
        remember(parser.getPrefix());
        for (int i = 0; i < parser.getAttributeCount(); i++) {
            remember(parser.getAttributeLocalName(i));
            remember(parser.getAttributePrefix(i));
            if (parser.getAttributeValue(i).length() > MAX_ATTRIBUTE_CHARS) {
                throw refusal("evidence.text_too_long");
            }
        }
        for (int i = 0; i < parser.getNamespaceCount(); i++) {
            remember(parser.getNamespacePrefix(i));
            remember(parser.getNamespaceURI(i));
        }
    }

    private void remember(@Nullable String name) {
        if (name != null && names.add(name) && names.size() > MAX_NAMES) {
            throw refusal("evidence.too_many_names");
        }
    }

    @Override
    public Problem.InvalidInput refusal(String code) {
        return refusal(code, parser.getLocation().getLineNumber());
    }

    private Problem.InvalidInput refusal(String code, int line) {
        var all = "/" + String.join("/", path);
        return new Problem.InvalidInput(
                code, Math.max(1, line), all.length() <= 200 ? all : all.substring(0, 200) + "…");
    }

    private RuntimeException fault(XMLStreamException e) {
        if (e.getNestedException() instanceof IOException unreadable && !source.isOver) {
            return unreadable instanceof CharacterCodingException
                    ? encodingFault.get()
                    : new UncheckedIOException(unreadable);
        }
        int line = e.getLocation() == null ? 1 : e.getLocation().getLineNumber();
        var message = String.valueOf(e.getMessage());
        if (message.contains(NO_ATTRIBUTE_LEFT)) {
            return refusal("evidence.too_many_attributes", line);
        }
        if (source.isOver) {
            return refusal("evidence.text_too_long", line);
        }
        if (message.contains(NO_DEPTH_LEFT)) {
            return refusal("evidence.too_deep", line);
        }
        if (source.hasEnded) {
            return refusal("evidence.truncated", line);
        }
        return isBehind ? new Problem.InvalidInput("evidence.trailing_content", Math.max(1, line)) : broken(e);
    }

    private static Problem.InvalidInput broken(XMLStreamException e) {
        var at = e.getLocation();
        return new Problem.InvalidInput(
                "evidence.broken_xml",
                at == null ? 1 : Math.max(1, at.getLineNumber()),
                at == null ? 1 : Math.max(1, at.getColumnNumber()));
    }

    @Override
    public void close() {
        try {
            source.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Notices the end, for a document that breaks after it was cut off; and stops the parser in a piece that it
    /// would have to hold as a whole and that is too long for that.
    private static final class Pieces extends FilterReader {

        private long chars;
        private boolean hasEnded;
        private boolean isOver;

        Pieces(Reader text) {
            super(text);
        }

        void startPiece() {
            chars = 0;
        }

        @Override
        public int read(char[] into, int offset, int length) throws IOException {
            int read = super.read(into, offset, length);
            hasEnded |= read < 0;
            chars += Math.max(read, 0);
            isOver |= chars > MAX_PIECE_CHARS;
            if (isOver) {
                throw new IOException("longer than " + MAX_PIECE_CHARS);
            }
            return read;
        }
    }
}
