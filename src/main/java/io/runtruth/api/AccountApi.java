package io.runtruth.api;

import io.runtruth.access.AccountQueries;
import io.runtruth.access.AccountQueries.AccountRow;
import io.runtruth.access.AccountService;
import io.runtruth.access.Actor;
import io.runtruth.api.shapes.AccountChangeJson;
import io.runtruth.api.shapes.AccountJson;
import io.runtruth.api.shapes.NewResetLinkJson;
import io.runtruth.api.shapes.PageJson;
import io.runtruth.api.shapes.ResetLinkJson;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/accounts", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Accounts", description = "Who can sign in; for system operators")
class AccountApi {

    private static final String RESET_PAGE = "/reset/";

    private final AccountQueries accounts;
    private final AccountService service;

    AccountApi(AccountQueries accounts, AccountService service) {
        this.accounts = accounts;
        this.service = service;
    }

    @GetMapping
    @Operation(summary = "The accounts, by username")
    PageJson<AccountJson> accounts(@Caller Actor.Person actor, @ParameterObject NamedPage page) {
        var rows = accounts.page(actor, page.wanted(), page.after(), page.limitAndOne());
        return page.of(rows, AccountRow::username, AccountJson::of);
    }

    @PatchMapping("/{account}")
    @Operation(
            summary = "Disable an account, enable it again, or make it a system operator",
            description = "A disabled account loses nothing and may nothing: its sessions end, its tokens are refused.")
    @ApiResponse(responseCode = "200", description = "The account as it is now", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "The last system operator")
    AccountJson change(@Caller Actor.Person actor, @PathVariable UUID account, @RequestBody AccountChangeJson asked) {
        accounts.one(actor, account);
        if (asked.systemOperator() != null) {
            service.makeSystemOperator(actor, account, asked.systemOperator());
        }
        if (asked.disabled() != null) {
            if (asked.disabled()) {
                service.disable(actor, account);
            } else {
                service.enable(actor, account);
            }
        }
        return AccountJson.of(accounts.one(actor, account));
    }

    @PostMapping("/{account}/reset-link")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "A link by which the person chooses a new password, once, within 24 hours",
            description = "One that was made before opens nothing any more. With `email`, one of the account’s own "
                    + "addresses, it is sent there as well, in the language of the call.")
    @ApiResponse(responseCode = "201", description = "Made", useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "409",
            description = "The account is disabled; `email` is none of its addresses, or no e-mails are sent")
    @ApiResponse(responseCode = "429", description = "More e-mails than are sent to an account within an hour")
    ResetLinkJson resetLink(
            @Caller Actor.Person actor,
            @PathVariable UUID account,
            @RequestBody(required = false) @Nullable NewResetLinkJson asked,
            @Parameter(hidden = true) HttpServletRequest request) {
        var to = Given.mailTo(asked == null ? null : asked.email(), request);
        return new ResetLinkJson(request.getContextPath()
                + RESET_PAGE
                + service.resetLink(actor, account, to).secret());
    }
}
