package dev.assay.code.pool;

import dev.assay.code.language.Toolchain;
import dev.assay.code.run.SourceFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The name under which what was made of a program is kept: SHA-256 of sources, definition and toolchain. */
final class SourceHash {
    private SourceHash() {}

    static String of(Toolchain toolchain, List<SourceFile> sources) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
        // Compiler and flags are in the text of the definition; the version tells one compiler from the next.
        part(digest, toolchain.definition().toString().getBytes(StandardCharsets.UTF_8));
        part(digest, (toolchain.tool() + " " + toolchain.version()).getBytes(StandardCharsets.UTF_8));
        for (SourceFile source : sources) {
            part(digest, source.name().getBytes(StandardCharsets.UTF_8));
            part(digest, source.content());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Each part with its length before it, so that no two lists of parts look the same. */
    private static void part(MessageDigest digest, byte[] bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }
}
