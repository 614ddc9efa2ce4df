package io.runtruth.evidence.formats;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What profiles on top of a control's own say of it.
///
/// @param profile the control's own
record HdfLayers(HdfOutline outline, String id, int profile) {

    /// The value of the topmost profile that has one, else the control's own.
    @Nullable
    String or(Function<HdfOutline.Layer, @Nullable String> value, @Nullable String own) {
        var said = outline.onTop(id, profile, value);
        return said == null ? own : said;
    }
}
