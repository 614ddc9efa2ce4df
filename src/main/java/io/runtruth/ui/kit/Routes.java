package io.runtruth.ui.kit;

import com.vaadin.flow.router.Location;
import io.runtruth.shared.Problem;
import java.util.Optional;
import java.util.UUID;

/// Every URL of the console, as the templates that `@Route` takes and as the paths that links take (contract 9).
public final class Routes {

    public static final String WORKSPACE_PARAMETER = "workspace";
    public static final String RUN_PARAMETER = "run";
    public static final String REVIEW_PARAMETER = "review";
    public static final String CONTROL_PARAMETER = "control";
    public static final String ENVIRONMENT_PARAMETER = "environment";
    public static final String SNAPSHOT_PARAMETER = "snapshot";

    public static final String SECRET_PARAMETER = "secret";

    public static final String START = "";
    public static final String SIGN_IN = "login";
    public static final String SETUP = "setup";
    public static final String INVITATION = "invitation/:" + SECRET_PARAMETER;
    public static final String RESET = "reset/:" + SECRET_PARAMETER;

    /// Before the secret of a share link; no view, but a page that needs no session.
    public static final String SHARED = "/shared/";

    public static final String TOKENS = "tokens";
    public static final String SESSIONS = "me/sessions";
    public static final String PASSKEYS = "me/passkeys";
    public static final String MAIL_ADDRESS = "me/mail/:" + SECRET_PARAMETER;
    public static final String PROVIDERS = "me/providers";

    /// Parameter of the sign-in page and of [#PROVIDERS]: what came of going to an identity provider, sealed.
    public static final String PROVIDER_NOTICE = "provider";

    public static final String WORKSPACE = "w/:" + WORKSPACE_PARAMETER;
    public static final String OPERATIONS = WORKSPACE + "/operations";
    public static final String RUN = OPERATIONS + "/:" + RUN_PARAMETER;
    public static final String REVIEWS = WORKSPACE + "/reviews";
    public static final String REVIEW = REVIEWS + "/:" + REVIEW_PARAMETER;
    public static final String PUBLISH_REVIEW = REVIEW + "/publish";
    public static final String PUBLISHED = WORKSPACE + "/published";
    public static final String QUESTIONS = WORKSPACE + "/questions";
    public static final String ACCEPTED_RISKS = WORKSPACE + "/accepted-risks";
    public static final String CONTROLS = WORKSPACE + "/controls";
    public static final String CONTROL = CONTROLS + "/:" + CONTROL_PARAMETER;
    public static final String ENVIRONMENTS = WORKSPACE + "/environments";
    public static final String ENVIRONMENT = ENVIRONMENTS + "/:" + ENVIRONMENT_PARAMETER;
    public static final String RESTORE = ENVIRONMENT + "/restore";
    public static final String SNAPSHOT = RESTORE + "/snapshots/:" + SNAPSHOT_PARAMETER;
    public static final String COMPARE = RESTORE + "/compare";
    public static final String SETTINGS = WORKSPACE + "/settings";
    public static final String SETTINGS_GENERAL = SETTINGS + "/general";
    public static final String SETTINGS_ENVIRONMENTS = SETTINGS + "/environments";
    public static final String SETTINGS_MEMBERS = SETTINGS + "/members";
    public static final String SETTINGS_TOKENS = SETTINGS + "/tokens";
    public static final String SETTINGS_WEBHOOKS = SETTINGS + "/webhooks";
    public static final String SETTINGS_AUDIT = SETTINGS + "/audit";
    public static final String PERSON = "me";

    /// Parameter of [#PERSON]: the page is opened at what the person is told of.
    public static final String TOLD_PARAMETER = "told";

    public static final String TOLD = PERSON + "?" + TOLD_PARAMETER;
    public static final String SYSTEM_OPERATIONS = "system/operations";
    public static final String SYSTEM_WORKSPACES = "system/workspaces";
    public static final String SYSTEM_ABOUT = "system/about";
    public static final String SYSTEM_ACCOUNTS = "system/accounts";

    private Routes() {}

    /// The workspace that an address is in, if it is in one.
    public static Optional<String> workspaceIn(Location address) {
        var segments = address.getSegments();
        return segments.size() > 1 && segments.getFirst().equals("w") ? Optional.of(segments.get(1)) : Optional.empty();
    }

    /// What is no id leads nowhere, as an id of nothing does (contract 12).
    ///
    /// @param text from an address
    public static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            throw new Problem.NotFound("not_found");
        }
    }

    public static String workspace(String workspace) {
        return "w/" + workspace;
    }

    public static String operations(String workspace) {
        return workspace(workspace) + "/operations";
    }

    /// @param environment its slug
    public static String operations(String workspace, String environment) {
        return operations(workspace) + "?environment=" + environment;
    }

    public static String run(String workspace, UUID run) {
        return operations(workspace) + "/" + run;
    }

    public static String reviews(String workspace) {
        return workspace(workspace) + "/reviews";
    }

    public static String published(String workspace) {
        return workspace(workspace) + "/published";
    }

    public static String review(String workspace, UUID review) {
        return reviews(workspace) + "/" + review;
    }

    public static String publish(String workspace, UUID review) {
        return review(workspace, review) + "/publish";
    }

    /// @param finding its place in the document
    public static String finding(String workspace, UUID review, int finding) {
        return review(workspace, review) + "?finding=" + finding;
    }

    public static String questions(String workspace) {
        return workspace(workspace) + "/questions";
    }

    public static String acceptedRisks(String workspace) {
        return workspace(workspace) + "/accepted-risks";
    }

    /// @param environment its slug
    public static String acceptedRisks(String workspace, String environment) {
        return acceptedRisks(workspace) + "?environment=" + environment;
    }

    public static String controls(String workspace) {
        return workspace(workspace) + "/controls";
    }

    public static String control(String workspace, UUID control) {
        return controls(workspace) + "/" + control;
    }

    public static String environments(String workspace) {
        return workspace(workspace) + "/environments";
    }

    /// @param environment its slug
    public static String environment(String workspace, String environment) {
        return environments(workspace) + "/" + environment;
    }

    /// @param environment its slug
    public static String restore(String workspace, String environment) {
        return environment(workspace, environment) + "/restore";
    }

    /// @param environment its slug
    public static String snapshot(String workspace, String environment, UUID snapshot) {
        return restore(workspace, environment) + "/snapshots/" + snapshot;
    }

    /// @param environment its slug
    public static String compare(String workspace, String environment) {
        return restore(workspace, environment) + "/compare";
    }

    public static String settings(String workspace) {
        return workspace(workspace) + "/settings";
    }

    /// @param place the last part of the address: `members`
    public static String settings(String workspace, String place) {
        return settings(workspace) + "/" + place;
    }

    /// @param secret of the invitation
    public static String invitation(String secret) {
        return "invitation/" + secret;
    }

    /// @param secret of a share link
    public static String shared(String secret) {
        return SHARED.substring(1) + secret;
    }

    /// @param secret of the link
    public static String reset(String secret) {
        return "reset/" + secret;
    }
}
