package io.runtruth.access;

import io.runtruth.shared.Coded;

/// How somebody has proven who they are.
public enum SignInMethod implements Coded {
    PASSWORD,
    PASSKEY,
    /// An identity provider has said so.
    PROVIDER
}
