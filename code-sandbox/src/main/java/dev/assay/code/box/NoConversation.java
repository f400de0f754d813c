package dev.assay.code.box;

import dev.assay.code.run.Conversation;
import dev.assay.code.run.Run;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A conversation that our side could not begin.
 *
 * @param why for people
 */
public record NoConversation(String why) implements Conversation {
    @Override
    public OutputStream toProgram() {
        return OutputStream.nullOutputStream();
    }

    @Override
    public InputStream fromProgram() {
        return InputStream.nullInputStream();
    }

    @Override
    public Run await() {
        return Run.trouble(why);
    }

    @Override
    public void close() {
        // Nothing was begun.
    }
}
