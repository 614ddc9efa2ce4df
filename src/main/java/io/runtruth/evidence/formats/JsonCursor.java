package io.runtruth.evidence.formats;

import io.runtruth.shared.Problem;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/// A place in a JSON file that is read once from front to back; it always stands on a value. What a reader does
/// not ask for is skipped without being kept, so memory does not grow with the file. Whatever is wrong with the
/// file becomes a [Problem.InvalidInput] that says where.
final class JsonCursor implements FileCursor {

    static final int MAX_DEPTH = 200;
    static final int MAX_STRING_CHARS = 4 << 20;
    /// No text of a check is longer, so nothing longer is worth keeping or parsing.
    static final int KEPT_CHARS = 16_384;

    private static final int MAX_NAMES = 10_000;
    private static final double MAX_EXACT = 1L << 53;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_STRING_CHARS)
                    .build())
            .enable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            // a table of all names of the file would grow with it
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .build();

    private final EndNoticed text;
    private final Supplier<Problem.InvalidInput> encodingFault;
    private final JsonParser parser;
    private boolean stopped;
    private boolean isBehind;

    /// @param encodingFault says where the text can't be decoded, if it turns out that it can't
    JsonCursor(Reader text, Supplier<Problem.InvalidInput> encodingFault) {
        this.text = new EndNoticed(text);
        this.encodingFault = encodingFault;
        parser = FACTORY.createParser(ObjectReadContext.empty(), this.text);
        try {
            if (next() == null) {
                throw new Problem.InvalidInput("evidence.empty_file");
            }
        } catch (Problem e) {
            close();
            throw e;
        }
    }

    boolean isArray() {
        return parser.currentToken() == JsonToken.START_ARRAY;
    }

    boolean isObject() {
        return parser.currentToken() == JsonToken.START_OBJECT;
    }

    /// Goes through an object. For each name the action may read the value that the cursor then stands on; what it
    /// leaves is skipped. `null` counts as an empty object.
    ///
    /// @throws Problem.InvalidInput for another type, and for a name that occurs twice
    void object(Consumer<String> action) {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (!isObject()) {
            throw refusal("evidence.unexpected_type");
        }
        var names = new HashSet<String>();
        while (!stopped && next() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            next();
            distinct(names, name);
            action.accept(name);
            skipUnread();
        }
    }

    private void distinct(Set<String> names, String name) {
        if (!names.add(name)) {
            throw refusal("evidence.duplicate_name");
        }
        if (names.size() > MAX_NAMES) {
            throw refusal("evidence.too_many_entries");
        }
    }

    /// Goes through the elements of an array. A single value counts as an array of one, as some tools write it;
    /// `null` as an empty one.
    void items(Runnable action) {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (!isArray()) {
            action.run();
            return;
        }
        while (!stopped && next() != JsonToken.END_ARRAY) {
            action.run();
            skipUnread();
        }
    }

    /// Goes through the records of a file: the elements of its list, or documents one below the other, each
    /// beginning on a line of its own; a single document is a file of one.
    ///
    /// @throws Problem.InvalidInput where something else follows a document
    void records(Runnable action) {
        if (!isObject()) {
            items(action);
            return;
        }
        do {
            action.run();
            skipUnread();
        } while (!stopped && isOneBelow());
    }

    private boolean isOneBelow() {
        int line = line();
        isBehind = true;
        if (next() == null) {
            return false;
        }
        if (!isObject() || line() == line) {
            throw trailing();
        }
        isBehind = false;
        return true;
    }

    /// The names of the object that the cursor stands on, which is then behind it; empty for any other value.
    Set<String> names() {
        var names = new HashSet<String>();
        if (isObject()) {
            object(names::add);
        }
        return names;
    }

    /// A text, number or truth value as text, cut after [#KEPT_CHARS]; `null` for anything else.
    @Nullable
    String text() {
        var token = parser.currentToken();
        if (!token.isScalarValue() || token == JsonToken.VALUE_NULL) {
            return null;
        }
        var text = guarded(parser::getString);
        return text.length() <= KEPT_CHARS ? text : text.substring(0, KEPT_CHARS);
    }

    /// Whether a text of [#text] went on.
    static boolean isCut(String text) {
        return text.length() == KEPT_CHARS;
    }

    /// A whole number; `null` for anything else.
    ///
    /// @throws Problem.InvalidInput for a number that is not exact in every reader, beyond 2^53
    @Nullable
    Long number() {
        if (!parser.currentToken().isNumeric()) {
            return null;
        }
        double value = guarded(parser::getDoubleValue);
        if (Math.abs(value) >= MAX_EXACT) {
            throw refusal("evidence.number_too_large");
        }
        return (long) value;
    }

    /// Reads the wanted values of the object that the cursor stands on.
    JsonValues select(JsonPaths wanted) {
        var selected = new JsonValues(wanted);
        select(wanted.root(), selected);
        return selected;
    }

    /// The same, and the action gets each other name of the object, whose value it may read.
    ///
    /// @throws Problem.InvalidInput for a value that is no object
    JsonValues select(JsonPaths wanted, Consumer<String> others) {
        var selected = new JsonValues(wanted);
        object(name -> {
            var child = wanted.root().children().get(name);
            if (child == null) {
                others.accept(name);
            } else {
                select(child, selected);
            }
        });
        return selected;
    }

    /// Reads the objects of the list that the cursor stands on, as [#select] would from the object around it.
    JsonValues selectListed(JsonPaths wanted, String path) {
        var selected = new JsonValues(wanted);
        var node = wanted.root().children().get(path);
        if (node != null) {
            select(node, selected);
        }
        return selected;
    }

    private void select(JsonPaths.PathNode node, JsonValues into) {
        var part = node.part();
        if (part != null) {
            items(() -> addPart(node, part, into));
        } else if (node.isNamed() && isObject()) {
            object(name -> items(() -> into.add(node, name, text())));
        } else if (isArray()) {
            items(() -> select(node, into));
        } else if (isObject()) {
            selectFields(node, into);
        } else {
            into.add(node, text());
        }
    }

    private void addPart(JsonPaths.PathNode node, JsonPaths part, JsonValues into) {
        if (isObject()) {
            into.add(node, select(part));
        }
    }

    private void selectFields(JsonPaths.PathNode node, JsonValues into) {
        if (node.children().isEmpty()) {
            return;
        }
        object(name -> {
            var child = node.children().get(name);
            if (child != null) {
                select(child, into);
            }
        });
    }

    /// Ends the reading early: every loop that is going on ends.
    void stop() {
        stopped = true;
    }

    /// @throws Problem.InvalidInput where something follows the document
    void end() {
        isBehind = true;
        if (!stopped && next() != null) {
            throw trailing();
        }
    }

    private Problem.InvalidInput trailing() {
        return new Problem.InvalidInput("evidence.trailing_content", line());
    }

    @Override
    public Problem.InvalidInput refusal(String code) {
        var pointer = parser.streamReadContext().pathAsPointer().toString();
        var path = pointer.isEmpty() ? "/" : pointer;
        return new Problem.InvalidInput(code, line(), path.length() <= 200 ? path : path.substring(0, 200) + "…");
    }

    private int line() {
        return Math.max(1, parser.currentLocation().getLineNr());
    }

    private @Nullable JsonToken next() {
        return guarded(parser::nextToken);
    }

    private void skipUnread() {
        if (!stopped && parser.currentToken().isStructStart()) {
            guarded(parser::skipChildren);
        }
    }

    private <T extends @Nullable Object> T guarded(Supplier<T> step) {
        try {
            return step.get();
        } catch (StreamConstraintsException e) {
            var depth = parser.streamReadContext().getNestingDepth();
            throw refusal(depth >= MAX_DEPTH ? "evidence.too_deep" : "evidence.text_too_long");
        } catch (JacksonIOException e) {
            throw unreadable(e);
        } catch (JacksonException e) {
            if (isBehind) {
                throw trailing();
            }
            throw text.ended ? refusal("evidence.truncated") : broken();
        }
    }

    private Problem.InvalidInput broken() {
        return new Problem.InvalidInput(
                "evidence.broken_json", line(), parser.currentLocation().getColumnNr());
    }

    private RuntimeException unreadable(JacksonIOException e) {
        if (e.getCause() instanceof CharacterCodingException) {
            return encodingFault.get();
        }
        return new UncheckedIOException(e.getCause());
    }

    @Override
    public void close() {
        parser.close();
    }

    /// The parser asks for more only when it has used up what it had, so a document that breaks after the end was
    /// reached was cut off.
    private static final class EndNoticed extends FilterReader {

        private boolean ended;

        EndNoticed(Reader text) {
            super(text);
        }

        @Override
        public int read(char[] into, int offset, int length) throws IOException {
            int read = super.read(into, offset, length);
            ended |= read < 0;
            return read;
        }
    }
}
