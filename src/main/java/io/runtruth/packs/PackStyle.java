package io.runtruth.packs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;

/// How documents look.
final class PackStyle {

    static final String SCREEN = read("review.css");

    private PackStyle() {}

    static String read(String name) {
        try {
            return new ClassPathResource(name, PackStyle.class).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
