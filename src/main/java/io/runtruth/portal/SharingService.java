package io.runtruth.portal;

import io.runtruth.access.Actor;
import io.runtruth.access.OpaqueSecret;
import io.runtruth.access.OpaqueSecret.SecretKind;
import io.runtruth.access.PasswordHashing;
import io.runtruth.access.SignInDelayed;
import io.runtruth.access.TokenService.NewSecret;
import io.runtruth.portal.ShareLinkRepository.KeptLink;
import io.runtruth.reviews.ReviewRef;
import io.runtruth.shared.Problem;
import io.runtruth.shared.WrittenText;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Share links for who makes one and for who has one (contract 8, published): one publication, as customers are told
/// it, without an account. The secret is shown once; a passphrase is hashed as passwords are, between transactions,
/// and each guess is counted before it is looked at.
@Service
public class SharingService {

    /// As whom the console acts for whoever has a link.
    public static final String READER = "share link";

    /// No link stays open longer.
    public static final Duration LONGEST = Duration.ofDays(90);

    /// Where nobody says otherwise.
    public static final Duration USUAL = Duration.ofDays(30);

    /// Characters of the words for whom it is.
    public static final int MOST_FOR_WHOM = 200;

    public static final int LEAST_PASSPHRASE = 8;
    public static final int MOST_PASSPHRASE = 200;

    private final ShareLinkService service;
    private final ShareLinkRepository links;
    private final PasswordHashing hashing;
    private final Clock clock;

    SharingService(ShareLinkService service, ShareLinkRepository links, PasswordHashing hashing, Clock clock) {
        this.service = service;
        this.links = links;
        this.hashing = hashing;
        this.clock = clock;
    }

    /// By who manages reviews there.
    ///
    /// @throws Problem.NotFound also for a review that the actor may not see, or that is not published
    /// @throws Problem.InvalidInput `share.for_whom`, `share.expiry`, `share.passphrase_length`
    /// @throws Problem.Conflict `share.too_many`
    /// @throws Problem.TooMuch `sign_in.busy`
    public NewSecret share(Actor.Person actor, UUID workspaceId, UUID reviewId, NewShareLink asked) {
        service.requireToShare(actor, workspaceId, reviewId);
        var forWhom = WrittenText.of(asked.forWhom(), MOST_FOR_WHOM)
                .orElseThrow(() -> new Problem.InvalidInput("share.for_whom", MOST_FOR_WHOM));
        var now = clock.instant();
        if (!asked.expiresAt().isAfter(now) || asked.expiresAt().isAfter(now.plus(LONGEST))) {
            throw new Problem.InvalidInput("share.expiry", LONGEST.toDays());
        }
        var passphrase = asked.passphrase();
        if (passphrase != null && (passphrase.length() < LEAST_PASSPHRASE || passphrase.length() > MOST_PASSPHRASE)) {
            throw new Problem.InvalidInput("share.passphrase_length", LEAST_PASSPHRASE, MOST_PASSPHRASE);
        }
        var secret = OpaqueSecret.generate(SecretKind.SHARE_LINK);
        var hash = passphrase == null ? null : inTurn(() -> hashing.hash(passphrase));
        var id = service.create(actor, workspaceId, reviewId, new KeptLink(secret, forWhom, asked.expiresAt(), hash));
        return new NewSecret(id, secret.text());
    }

    /// What a link leads to, for whoever has it.
    ///
    /// @return empty for a link that nobody was given
    public Optional<SharedReview> behind(String secret) {
        return OpaqueSecret.parse(SecretKind.SHARE_LINK, secret).flatMap(it -> links.behind(it, clock.instant()));
    }

    /// Lets whoever has the link read what it leads to, once, and counts it.
    ///
    /// @param passphrase as it was entered, where one was
    /// @throws Problem.NotFound `share.unknown`, `share.revoked`, `share.expired`, `share.withdrawn`
    /// @throws Problem.Forbidden `share.passphrase`
    /// @throws Problem.TooMuch `share.closed`, `share.too_often`, `sign_in.busy`
    public ReviewRef open(String secret, @Nullable String passphrase) {
        var parsed = OpaqueSecret.parse(SecretKind.SHARE_LINK, secret)
                .orElseThrow(() -> new Problem.NotFound("share.unknown"));
        var hash = service.begin(parsed).passphraseHash();
        if (hash != null && !isRight(passphrase, hash)) {
            throw new Problem.Forbidden("share.passphrase");
        }
        return service.opened(parsed).ref();
    }

    private boolean isRight(@Nullable String passphrase, String hash) {
        return passphrase != null
                && passphrase.length() <= MOST_PASSPHRASE
                && inTurn(() -> hashing.matches(passphrase, hash));
    }

    private static <T> T inTurn(Supplier<T> hash) {
        try {
            return hash.get();
        } catch (SignInDelayed delayed) {
            throw new Problem.TooMuch("sign_in.busy", delayed.retryAfterSeconds());
        }
    }
}
