package io.runtruth.ui.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.operations.OperationType;
import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;

class AttentionWordingTest {

    @Test
    void what_is_tried_again_is_called_what_it_is() {
        var texts = ResourceBundle.getBundle("vaadin-i18n.translations", Locale.ROOT);

        assertThat(texts.getString(AttentionWording.tryingAgain(OperationType.RESTORE_EXECUTE)
                        .key()))
                .contains("restore")
                .doesNotContain("composition");
        assertThat(texts.getString(AttentionWording.tryingAgain(OperationType.REVIEW_COMPOSE)
                        .key()))
                .contains("composition");
    }
}
