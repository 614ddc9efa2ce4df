package io.runtruth.ui.operations;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import io.runtruth.ui.kit.BulkWork;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// What was set off from this page of a browser and has not been closed: it is shown again where somebody comes back.
final class OpenBulks {

    private final List<OpenBulk> all = new ArrayList<>();

    private OpenBulks() {}

    static OpenBulks of(UI ui) {
        var known = ComponentUtil.getData(ui, OpenBulks.class);
        if (known != null) {
            return known;
        }
        var made = new OpenBulks();
        ComponentUtil.setData(ui, OpenBulks.class, made);
        return made;
    }

    void add(OpenBulk bulk) {
        all.add(bulk);
    }

    void close(OpenBulk bulk) {
        all.remove(bulk);
    }

    List<OpenBulk> in(UUID workspaceId) {
        return all.stream().filter(it -> it.workspaceId().equals(workspaceId)).toList();
    }

    record OpenBulk(UUID workspaceId, BulkAct act, BulkWork<RunAttempt> work) {}
}
