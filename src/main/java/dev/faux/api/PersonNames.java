package dev.faux.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/**
 * How those who sign in are called in the journal: by a name that tells nothing about them without the key in the home. The demo
 * accounts are nobody, and keep their names.
 */
@Component
class PersonNames {

    private static final String FILE = "persons.key";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int NAME = 16;

    private final SecretKeySpec key;

    PersonNames(ApiSettings settings) {
        Path file = settings.home().resolve(FILE);
        try {
            if (!Files.exists(file)) {
                byte[] random = new byte[32];
                new SecureRandom().nextBytes(random);
                Files.createDirectories(settings.home());
                OwnersFile.writeNew(file, HexFormat.of().formatHex(random) + "\n");
            }
            key = new SecretKeySpec(
                    HexFormat.of().parseHex(Files.readString(file).strip()), ALGORITHM);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use " + file, e);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    file
                            + " holds no key, expected 64 hex digits. Without that file the next start makes a new one, and who"
                            + " ordered before is somebody else from then on.",
                    e);
        }
    }

    String of(Jwt token) {
        String subject = String.valueOf(token.getSubject());
        if (DemoAccount.isOne(subject) && Tokens.ISSUER.equals(token.getClaimAsString("iss"))) {
            return subject;
        }
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] name =
                    mac.doFinal((token.getClaimAsString("iss") + '\n' + subject).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(name).substring(0, NAME);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java has " + ALGORITHM, e);
        }
    }
}
