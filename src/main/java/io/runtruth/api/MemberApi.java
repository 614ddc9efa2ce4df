package io.runtruth.api;

import io.runtruth.access.Actor;
import io.runtruth.access.InvitationQueries;
import io.runtruth.access.InvitationService;
import io.runtruth.access.MemberQueries;
import io.runtruth.access.MemberQueries.MemberRow;
import io.runtruth.access.MemberService;
import io.runtruth.access.MemberService.MemberChange;
import io.runtruth.access.MemberService.MemberRef;
import io.runtruth.access.Role;
import io.runtruth.access.Share;
import io.runtruth.api.shapes.InvitationJson;
import io.runtruth.api.shapes.MemberChangeJson;
import io.runtruth.api.shapes.MemberJson;
import io.runtruth.api.shapes.NewInvitationJson;
import io.runtruth.api.shapes.PageJson;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/workspaces/{workspace}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Members", description = "Who belongs to a workspace, and who is invited")
class MemberApi {

    private static final String INVITATION_PAGE = "/invitation/";

    private final MemberQueries members;
    private final MemberService service;
    private final InvitationQueries invitations;
    private final InvitationService inviting;
    private final Places places;
    private final Clock clock;

    MemberApi(
            MemberQueries members,
            MemberService service,
            InvitationQueries invitations,
            InvitationService inviting,
            Places places,
            Clock clock) {
        this.members = members;
        this.service = service;
        this.invitations = invitations;
        this.inviting = inviting;
        this.places = places;
        this.clock = clock;
    }

    @GetMapping("/members")
    @Operation(summary = "The members, by username")
    PageJson<MemberJson> members(
            @Caller Actor.Person actor, @PathVariable String workspace, @ParameterObject NamedPage page) {
        var rows = members.page(
                actor, places.workspace(actor, workspace), page.wanted(), page.after(), page.limitAndOne());
        return page.of(rows, MemberRow::username, MemberJson::of);
    }

    @PatchMapping("/members/{member}")
    @Operation(
            summary = "Give a member another role or other environments",
            description = "What is left out stays as it is. It holds at once, for open pages and tokens too. The last "
                    + "owner stays one.")
    @ApiResponse(responseCode = "200", description = "The member as it is now", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "The last owner, or changed by somebody else meanwhile")
    MemberJson change(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @PathVariable UUID member,
            @RequestBody MemberChangeJson asked) {
        var ref = new MemberRef(places.workspace(actor, workspace), member);
        var now = members.one(actor, ref);
        var role = asked.role() == null ? now.role() : Given.role(asked.role());
        var share = asked.environments() == null
                ? now.as(role)
                : share(actor, workspace, role, MemberChangeJson.slugs(asked.environments()));
        // what stays as it is stays as it was read
        service.change(actor, ref, new MemberChange(share, Objects.requireNonNullElse(asked.version(), now.version())));
        return MemberJson.of(members.one(actor, ref));
    }

    @DeleteMapping("/members/{member}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove a member; it holds at once, for open pages and tokens too")
    @ApiResponse(responseCode = "204", description = "Removed")
    @ApiResponse(responseCode = "409", description = "The last owner")
    void remove(@Caller Actor.Person actor, @PathVariable String workspace, @PathVariable UUID member) {
        service.remove(actor, new MemberRef(places.workspace(actor, workspace), member));
    }

    @GetMapping("/invitations")
    @Operation(summary = "Invitations, newest first, also those that have ended")
    PageJson<InvitationJson> invitations(
            @Caller Actor.Person actor, @PathVariable String workspace, @ParameterObject Paging paging) {
        var rows = invitations.page(actor, places.workspaceToManage(actor, workspace), paging.after(), paging.size());
        return PageJson.of(rows, InvitationJson::of);
    }

    @PostMapping("/invitations")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Invite somebody by a link that works once",
            description =
                    "`link` is told once and kept as a hash only; it is relative to the address of the console. "
                            + "With `email` it is sent there as well, in the language of the call, and whoever has no account yet "
                            + "and signs in through an identity provider with this address, verified, needs no link. Where "
                            + "this installation neither sends e-mails nor has a provider, that is refused, and nothing is made.")
    @ApiResponse(responseCode = "201", description = "Made", useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "409",
            description = "As many open ones as a workspace may have, or `email` where no e-mails are sent")
    @ApiResponse(responseCode = "429", description = "More e-mails than a workspace may have sent within an hour")
    InvitationJson invite(
            @Caller Actor.Person actor,
            @PathVariable String workspace,
            @RequestBody NewInvitationJson asked,
            @Parameter(hidden = true) HttpServletRequest request) {
        var place = places.workspaceToManage(actor, workspace);
        var expiresAt = asked.expiresAt() == null ? clock.instant().plus(InvitationService.USUAL) : asked.expiresAt();
        var share = share(actor, workspace, Given.role(asked.role()), asked.environments());
        var made = inviting.create(actor, place, share, expiresAt, Given.mailTo(asked.email(), request));
        return InvitationJson.of(
                invitations.one(actor, place, made.id()), request.getContextPath() + INVITATION_PAGE + made.secret());
    }

    @PostMapping("/invitations/{invitation}/send")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Send the link of an open invitation once more, where sending it was given up")
    @ApiResponse(responseCode = "204", description = "It is on its way")
    @ApiResponse(responseCode = "409", description = "It was sent, or is to be sent nowhere")
    void send(@Caller Actor.Person actor, @PathVariable String workspace, @PathVariable UUID invitation) {
        inviting.sendAgain(actor, places.workspaceToManage(actor, workspace), invitation);
    }

    @DeleteMapping("/invitations/{invitation}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Revoke an invitation that nobody has accepted", description = "Safe to repeat.")
    @ApiResponse(responseCode = "204", description = "Revoked")
    @ApiResponse(responseCode = "409", description = "It was accepted")
    void revoke(@Caller Actor.Person actor, @PathVariable String workspace, @PathVariable UUID invitation) {
        inviting.revoke(actor, places.workspaceToManage(actor, workspace), invitation);
    }

    private Share share(Actor actor, String workspace, Role role, @Nullable List<String> slugs) {
        return new Share(role, slugs == null ? null : places.environments(actor, workspace, slugs));
    }
}
