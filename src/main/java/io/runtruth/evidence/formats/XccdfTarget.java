package io.runtruth.evidence.formats;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The names of the one machine that a scan is about, its addresses among them.
final class XccdfTarget {

    static final int MAX_NAMES = 100;
    static final int MAX_CHARS = 300;

    private static final String MOUNTED = "chroot://";
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9a-f]*:[0-9a-f:.]+");

    private final List<String> stated = new ArrayList<>();
    private final List<String> facts = new ArrayList<>();

    /// @param name of a `target`
    void stated(String name) {
        add(stated, name);
    }

    /// @param name that a fact, or the ARF, gives the machine
    void fact(String name) {
        add(facts, name);
    }

    private static void add(List<String> names, String name) {
        var clean = Cleaned.line(name, MAX_CHARS);
        if (clean != null && names.size() < MAX_NAMES) {
            names.add(clean.endsWith(".") ? clean.substring(0, clean.length() - 1) : clean);
        }
    }

    /// What tells the machine from others, in its fullest form; empty where all its names are such that any machine
    /// has. An address stands in only where there is no name.
    Optional<String> identity() {
        var name = name();
        if (name.isEmpty()) {
            return stated.stream().filter(XccdfTarget::isOwn).findFirst();
        }
        var start = name.get().toLowerCase(Locale.ROOT) + ".";
        return facts.stream()
                .filter(fact -> fact.toLowerCase(Locale.ROOT).startsWith(start))
                .findFirst()
                .or(() -> name);
    }

    /// The first name that is one, as the tool states it; the facts of a mounted file system are those of the
    /// machine that mounts it.
    Optional<String> name() {
        var isMounted = stated.stream().anyMatch(name -> name.startsWith(MOUNTED));
        return Stream.concat(stated.stream(), isMounted ? Stream.empty() : facts.stream())
                .filter(XccdfTarget::isOwn)
                .filter(Predicate.not(XccdfTarget::isAddress))
                .findFirst();
    }

    /// Equal for two scans of one machine.
    String key() {
        return identity().orElseGet(() -> String.join(", ", stated));
    }

    /// All of them, for a budget.
    List<String> all() {
        return Stream.concat(stated.stream(), facts.stream()).toList();
    }

    private static boolean isOwn(String name) {
        return !NoIdentity.is(name);
    }

    private static boolean isAddress(String name) {
        return ADDRESS.matcher(NoIdentity.bare(name)).matches();
    }

    /// What people call it beside its identity; `null` where that is all.
    @Nullable
    String nameBeside(@Nullable String identity) {
        return name().filter(name -> !name.equalsIgnoreCase(identity)).orElse(null);
    }
}
