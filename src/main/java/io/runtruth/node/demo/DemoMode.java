package io.runtruth.node.demo;

import java.util.List;

/// Whether this node offers the demo: its workspaces, evidence and accounts.
///
/// It is on only where nobody but this machine can reach the console: by default with the embedded database, with
/// an external one only when `RUNTRUTH_DEMO=true` asks for it.
public sealed interface DemoMode {

    /// The accounts of the demo, all with one password. `outsider` owns the workspace `other`, `system` is the
    /// system operator, and the others are named after their role in the workspace `demo`.
    List<String> ACCOUNTS = List.of("owner", "reviewer", "operator", "auditor", "customer", "outsider", "system");

    /// Demo data is wanted, and the node is bound to loopback.
    ///
    /// @param password of every demo account: `RUNTRUTH_DEMO_PASSWORD`, or one generated once for the data folder
    record On(String password) implements DemoMode {

        /// Without the password, so that it cannot reach a log by accident.
        @Override
        public String toString() {
            return "On";
        }
    }

    /// No demo data.
    ///
    /// @param reachable whether other machines may reach the console; demo accounts that an earlier start left in
    ///     the database are then a reason to refuse the start ([StartRefused])
    record Off(boolean reachable) implements DemoMode {}
}
