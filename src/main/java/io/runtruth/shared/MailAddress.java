package io.runtruth.shared;

import java.util.Optional;
import java.util.regex.Pattern;

/// Where one person is reached by e-mail: the plain form `name@host` of at most 254 characters, in ASCII, as it stands
/// in a header. Without quotes, comments, lists and line ends nothing that is put there can say more than one address.
public record MailAddress(String text) {

    public static final int LONGEST = 254;

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}"
            + "@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
            + "(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");

    /// @throws Problem.InvalidInput `mail.address`
    public MailAddress {
        if (!isOne(text)) {
            throw new Problem.InvalidInput("mail.address");
        }
    }

    /// Without the spaces around it.
    ///
    /// @throws Problem.InvalidInput `mail.address`
    public static MailAddress of(String text) {
        return new MailAddress(text.strip());
    }

    /// Empty where it is none.
    public static Optional<MailAddress> in(String text) {
        return isOne(text) ? Optional.of(new MailAddress(text)) : Optional.empty();
    }

    private static boolean isOne(String text) {
        return text.length() <= LONGEST && FORM.matcher(text).matches();
    }

    @Override
    public String toString() {
        return text;
    }
}
