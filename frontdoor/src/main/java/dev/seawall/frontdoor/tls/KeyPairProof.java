package dev.seawall.frontdoor.tls;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;

/**
 * Whether a private and a public key belong together: one signs, the other verifies. Without this a mixed-up pair
 * shows only as failing handshakes.
 *
 * <p>Thread rule: pure functions.
 */
final class KeyPairProof {
    private static final byte[] MESSAGE = {'s', 'e', 'a', 'w', 'a', 'l', 'l'};

    private KeyPairProof() {}

    static boolean matches(PrivateKey privateKey, PublicKey publicKey) {
        String algorithm =
                switch (privateKey.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> "EdDSA";
                };
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(privateKey);
            signature.update(MESSAGE);
            byte[] signed = signature.sign();
            signature.initVerify(publicKey);
            signature.update(MESSAGE);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
