package dev.assay.broker;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The layout of a broker's data directory, shared by parent and child so that whichever of them outlives the other can
 * clean up.
 *
 * @param root the directory itself; other files in it are never touched
 */
public record BrokerDirectory(Path root) {

    /** Kafka's own log directory. */
    public Path messages() {
        return root.resolve("messages");
    }

    /** Locked by the broker that uses the directory, for as long as it lives. */
    public Path lockFile() {
        return root.resolve("broker.lock");
    }

    /** Where warnings go unless another file is named. */
    public Path logFile() {
        return root.resolve("broker.log");
    }

    /**
     * Locks the directory for this process until the channel is closed or the process ends, however it ends; empty when
     * another broker has it.
     */
    public Optional<FileChannel> lock() throws IOException {
        FileChannel channel = FileChannel.open(lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return Optional.of(channel);
            }
        } catch (OverlappingFileLockException lockedByThisProcess) {
            channel.close();
            return Optional.empty();
        } catch (IOException trouble) {
            channel.close();
            throw trouble;
        }
        channel.close();
        return Optional.empty();
    }

    /**
     * Deletes what a broker wrote here, and the directory too when nothing else is left in it. For the holder of the
     * lock only. Symbolic links are removed, never followed.
     *
     * @param withLog whether the default log file goes too
     */
    public void delete(boolean withLog) throws IOException {
        if (Files.isDirectory(messages(), LinkOption.NOFOLLOW_LINKS)) {
            Files.walkFileTree(messages(), new Remover());
        }
        if (withLog) {
            Files.deleteIfExists(logFile());
        }
        Files.deleteIfExists(lockFile());
        try {
            Files.deleteIfExists(root);
        } catch (DirectoryNotEmptyException othersFiles) {
            // They are not the broker's to delete.
        }
    }

    private static final class Remover extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException trouble) throws IOException {
            if (trouble instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw trouble;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException trouble) throws IOException {
            if (trouble != null) {
                throw trouble;
            }
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
