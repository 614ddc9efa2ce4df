package io.runtruth.access;

import io.runtruth.access.ProvidedIdentity.GroupGrant;
import io.runtruth.shared.StartRefused;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What the groups of identity providers give (contract 8). The providers themselves are Spring's own settings,
/// `spring.security.oauth2.client.…`.
///
/// @param admitByGroups `RUNTRUTH_SIGNIN_ADMITBYGROUPS`: who is in a group of the list needs no invitation; `false`
/// @param groups `RUNTRUTH_SIGNIN_GROUPS_0_…` and so on; of several for one workspace the first that fits counts
@ConfigurationProperties("runtruth.sign-in")
public record ProviderRules(
        @DefaultValue("false") boolean admitByGroups,
        @DefaultValue List<GroupRule> groups) {

    public ProviderRules {
        groups = List.copyOf(groups);
    }

    /// For persons of one provider.
    public List<GroupRule> of(String registration) {
        return groups.stream()
                .filter(rule -> rule.registration().equals(registration))
                .toList();
    }

    /// Whoever is in the group has the role.
    ///
    /// @param registration whose groups they are: the name of the registration
    /// @param claim what the provider calls the list of groups; a dot leads into an object. `groups`
    /// @param group as the provider writes it: a name, a path or an id
    /// @param workspace slug
    /// @param environments slugs; none: all of the workspace
    public record GroupRule(
            @DefaultValue("") String registration,
            @DefaultValue("groups") String claim,
            @DefaultValue("") String group,
            @DefaultValue("") String workspace,
            @Nullable Role role,
            @DefaultValue List<String> environments) {

        public GroupRule {
            environments = List.copyOf(environments);
            if (registration.isBlank() || group.isBlank() || workspace.isBlank() || role == null) {
                throw new StartRefused(
                        "Each of runtruth.sign-in.groups needs registration, group, workspace and role.");
            }
            if (role == Role.OWNER && !environments.isEmpty()) {
                throw new StartRefused("An owner by runtruth.sign-in.groups has all environments: leave them out.");
            }
        }

        public GroupGrant grant() {
            return new GroupGrant(workspace, Objects.requireNonNull(role), environments);
        }
    }
}
