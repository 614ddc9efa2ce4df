package io.runtruth.ui.kit;

import io.runtruth.access.FirstEnvironments.FirstEnvironment;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Short names made of what people call things.
public final class Slugs {

    private static final int LONGEST = 63;
    private static final int ROOM_FOR_A_NUMBER = 4;

    private Slugs() {}

    /// Of letters without their accents, digits, and hyphens for all else; empty where nothing is left.
    public static String of(String name) {
        var plain = Normalizer.normalize(name.toLowerCase(Locale.ROOT).replace("ß", "ss"), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST).replaceAll("-$", "");
    }

    /// One a line; those that would have the same short name, or none, are told apart by a number.
    public static List<FirstEnvironment> environments(String lines) {
        var taken = new HashSet<String>();
        return lines.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(line -> new FirstEnvironment(free(of(line), taken), line))
                .toList();
    }

    private static String free(String slug, HashSet<String> taken) {
        var base = slug.isEmpty() ? "environment" : slug;
        if (taken.add(base)) {
            return base;
        }
        var shorter = base.substring(0, Math.min(base.length(), LONGEST - ROOM_FOR_A_NUMBER));
        return IntStream.iterate(2, it -> it + 1)
                .mapToObj(number -> shorter + "-" + number)
                .filter(taken::add)
                .findFirst()
                .orElseThrow();
    }
}
