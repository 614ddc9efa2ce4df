package io.runtruth.evidence.formats;

import java.util.Set;

/// The name of an element, told apart by its namespace and never by its prefix.
///
/// @param namespace `""` where it has none
record XmlName(String namespace, String local) {

    boolean isOf(Set<String> namespaces, String name) {
        return local.equals(name) && namespaces.contains(namespace);
    }
}
