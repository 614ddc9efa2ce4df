package io.runtruth.packs.letterhead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.shared.Problem;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogoTest {

    private static final int MEASURES = 16;

    @Test
    void what_is_clear_is_white_and_what_is_drawn_stays() throws IOException {
        var image = new BufferedImage(40, 20, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(3, 4, Color.RED.getRGB());

        var drawn = ImageIO.read(
                new ByteArrayInputStream(Logo.read(file(image, "png")).png()));

        assertThat(drawn.getRGB(0, 0)).isEqualTo(Color.WHITE.getRGB());
        assertThat(drawn.getRGB(3, 4)).isEqualTo(Color.RED.getRGB());
    }

    @ParameterizedTest
    @CsvSource({
        "png, 100, 50, 100, 50",
        "jpeg, 960, 100, 480, 50",
        "png, 100, 320, 50, 160",
        "png, 3000, 1000, 480, 160"
    })
    void a_large_one_is_made_to_fit_and_a_small_one_stays(String form, int width, int height, int then, int high)
            throws IOException {
        var logo = Logo.read(file(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), form));

        assertThat(logo.width()).isEqualTo(then);
        assertThat(logo.height()).isEqualTo(high);
        assertThat(logo.shownWidth()).isLessThanOrEqualTo(240);
        assertThat(logo.shownHeight()).isLessThanOrEqualTo(80);
    }

    @Test
    void nothing_of_the_file_but_its_points_is_kept() throws IOException {
        var plain = file(new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB), "png");
        var words = "Comment\0<script>alert(1)</script>".getBytes(StandardCharsets.ISO_8859_1);

        var logo = Logo.read(
                joined(with(plain, "tEXt", words), "<script>behind</script>".getBytes(StandardCharsets.UTF_8)));

        assertThat(new String(logo.png(), StandardCharsets.ISO_8859_1)).doesNotContain("script", "tEXt");
        assertThat(logo).isEqualTo(Logo.read(plain));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>",
                "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\" width=\"20\" height=\"20\"/>",
                "GIF89a",
                "%PDF-1.7"
            })
    void what_is_no_picture_of_points_is_refused(String text) {
        refused(text.getBytes(StandardCharsets.UTF_8), "letterhead.logo_form");
    }

    @Test
    void a_broken_one_is_refused() throws IOException {
        var whole = file(new BufferedImage(200, 100, BufferedImage.TYPE_INT_RGB), "jpeg");

        refused(Arrays.copyOf(whole, 20), "letterhead.logo_form");
        refused(joined(HexFormat.of().parseHex("89504e470d0a1a0a"), new byte[100]), "letterhead.logo_form");
    }

    @ParameterizedTest
    @CsvSource({"15, 100", "100, 15", "4001, 20", "20, 4001", "2001, 2000"})
    void one_that_is_too_small_or_too_large_is_refused_before_it_is_drawn(int width, int height) throws IOException {
        var small = file(new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB), "png");

        // says so, and has no points for it
        refused(measured(small, width, height), "letterhead.logo_size");
    }

    @Test
    void a_file_of_more_than_half_a_megabyte_is_refused() throws IOException {
        var small = file(new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB), "png");

        refused(Arrays.copyOf(small, Logo.MOST_BYTES + 1), "letterhead.logo_size");
    }

    private static void refused(byte[] file, String code) {
        assertThatThrownBy(() -> Logo.read(file))
                .isInstanceOfSatisfying(
                        Problem.InvalidInput.class, it -> assertThat(it.code()).isEqualTo(code));
    }

    private static byte[] file(BufferedImage image, String form) throws IOException {
        var out = new ByteArrayOutputStream();
        ImageIO.write(image, form, out);
        return out.toByteArray();
    }

    /// With another part behind the first, which says the measures.
    private static byte[] with(byte[] png, String kind, byte[] content) {
        var type = joined(kind.getBytes(StandardCharsets.ISO_8859_1), content);
        var part = ByteBuffer.allocate(12 + content.length)
                .putInt(content.length)
                .put(type)
                .putInt(sum(type))
                .array();
        int first = 8 + 25;
        return joined(joined(Arrays.copyOf(png, first), part), Arrays.copyOfRange(png, first, png.length));
    }

    private static byte[] measured(byte[] png, int width, int height) {
        var changed = ByteBuffer.wrap(png.clone()).putInt(MEASURES, width).putInt(MEASURES + 4, height);
        return changed.putInt(29, sum(Arrays.copyOfRange(changed.array(), 12, 29)))
                .array();
    }

    private static int sum(byte[] bytes) {
        var sum = new CRC32();
        sum.update(bytes);
        return (int) sum.getValue();
    }

    private static byte[] joined(byte[] one, byte[] two) {
        return ByteBuffer.allocate(one.length + two.length).put(one).put(two).array();
    }
}
