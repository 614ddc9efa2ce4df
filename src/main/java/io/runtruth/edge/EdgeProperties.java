package io.runtruth.edge;

import java.util.List;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How people reach this node, as far as a system operator says so.
///
/// @param hosts `RUNTRUTH_HOSTS`: the names under which the node is reached, without ports; a request for another
///     name is refused. Not set: any name is taken, and none is repeated in an answer
/// @param https `RUNTRUTH_HTTPS`: `true` where people reach the node over HTTPS only: its cookie is then sent over
///     nothing else
@ConfigurationProperties("runtruth")
record EdgeProperties(
        @DefaultValue List<String> hosts,
        @DefaultValue("false") boolean https) {

    EdgeProperties {
        hosts = hosts.stream()
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .filter(host -> !host.isEmpty())
                .toList();
    }
}
