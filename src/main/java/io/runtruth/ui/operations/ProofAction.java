package io.runtruth.ui.operations;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;

/// Asks what the records say of the run today. On an active run what follows is applied; on one that has ended it
/// is only shown (contract 5).
final class ProofAction extends Composite<Button> {

    ProofAction(Runnable prove) {
        var button = getContent();
        button.setId("action-check-now");
        button.setDisableOnClick(true);
        button.addClickListener(_ -> {
            try {
                prove.run();
            } finally {
                button.setEnabled(true);
            }
        });
    }

    void show(RunPresenter presenter) {
        getContent().setVisible(presenter.canProve());
        getContent().setText(presenter.proofLabel().text());
    }
}
