package dev.faux.api;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;

/**
 * The key that our own tokens are signed with (ECDSA on P-256), kept in a file as a JSON Web Key so that they outlive a restart.
 */
record SigningKey(ECKey key) {

    static final JWSAlgorithm ALGORITHM = JWSAlgorithm.ES256;

    private static final String FILE = "signing-key";

    /**
     * The key that is kept in this folder, a new one where there is none.
     *
     * @throws IllegalStateException where the file holds something else
     */
    static SigningKey in(Path home) {
        Path file = home.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(home);
                OwnersFile.writeNew(file, generate().toJSONString() + "\n");
            }
            return new SigningKey(read(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the signing key " + file, e);
        }
    }

    private static ECKey read(Path file) throws IOException {
        try {
            ECKey key = ECKey.parse(Files.readString(file, StandardCharsets.UTF_8));
            if (!key.isPrivate() || !Curve.P_256.equals(key.getCurve()) || key.getKeyID() == null) {
                throw corrupt(file, new IllegalArgumentException("no private key with a kid on P-256"));
            }
            // Only a private key that belongs to the public one makes tokens that are taken later.
            key.toKeyPair();
            return key;
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            throw corrupt(file, e);
        }
    }

    private static IllegalStateException corrupt(Path file, Exception cause) {
        return new IllegalStateException(
                file + " does not hold a signing key, expected a private JSON Web Key on P-256: " + cause.getMessage()
                        + ". Without that file the next start makes a new key, and all tokens given so far end.",
                cause);
    }

    private static ECKey generate() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(ALGORITHM)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("this Java cannot make keys on P-256", e);
        }
    }
}
