package io.runtruth.api.shapes;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.runtruth.access.InvitationQueries.InvitationRow;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An invitation into a workspace.
///
/// @param environments slugs; null: all, also later ones
/// @param state `open`, `accepted`, `revoked` or `expired`
/// @param acceptedBy the name of who became a member by it
/// @param email where the link was sent as well; null: nowhere
/// @param emailState `waiting`, `sent`, `given_up` or `lapsed`; null: nothing is known of it, or any more
/// @param link below the address of the console: in the answer to its making, and never again
@SnakeCase
public record InvitationJson(
        UUID id,
        String role,
        @Nullable List<String> environments,
        String invitedBy,
        Instant createdAt,
        Instant expiresAt,
        String state,
        @Nullable String acceptedBy,
        @Nullable String email,
        @Nullable String emailState,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String link) {

    public static InvitationJson of(InvitationRow row) {
        return of(row, null);
    }

    public static InvitationJson of(InvitationRow row, @Nullable String link) {
        return new InvitationJson(
                row.id(),
                row.role().code(),
                TokenJson.slugs(row.environments()),
                row.invitedBy(),
                row.createdAt(),
                row.expiresAt(),
                row.state().code(),
                row.acceptedBy(),
                row.mailed() == null ? null : row.mailed().address(),
                row.mailed() == null || row.mailed().state() == null
                        ? null
                        : row.mailed().state().code(),
                link);
    }
}
