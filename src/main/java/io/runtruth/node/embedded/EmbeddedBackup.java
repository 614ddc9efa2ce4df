package io.runtruth.node.embedded;

import io.runtruth.shared.StartRefused;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.util.FileSystemUtils;

/// A consistent copy of the embedded database and of what stands beside it, while the node runs or not.
///
/// The distribution has neither `pg_basebackup` nor `pg_dump`, so this is PostgreSQL's own low-level base backup: the
/// server is told that a backup begins, the cluster's files are copied as they are, and with them the log from the
/// beginning to the end, which a slot keeps meanwhile. A start on the copy reads that log, and is then where the
/// database was when the backup ended.
public final class EmbeddedBackup {

    private static final String CONTROL = "global/pg_control";
    private static final String LABEL = "backup_label";
    private static final String TABLESPACES = "tablespace_map";
    private static final String LOG = "pg_wal";

    /// What the server makes anew; the folders themselves must be there.
    private static final Set<String> LEFT_EMPTY = Set.of(
            LOG, "pg_replslot", "pg_dynshmem", "pg_notify", "pg_serial", "pg_snapshots", "pg_stat_tmp", "pg_subtrans");

    private static final Set<String> LEFT_OUT =
            Set.of("postmaster.pid", "postmaster.opts", LABEL, LABEL + ".old", TABLESPACES, "pg_internal.init");

    /// Of this start, of this machine, or of no use elsewhere.
    private static final Set<String> NOT_KEPT = Set.of("lock", "postgres-port", "postgres.log", "postgres.log.1");

    private final DataFolder folder;
    private final Path cluster;

    private EmbeddedBackup(DataFolder folder) {
        this.folder = folder;
        this.cluster = folder.resolve("postgres");
    }

    /// Writes the backup; the file is there only when it is whole, for its owner alone.
    ///
    /// @return its size in bytes
    /// @throws StartRefused where there is nothing to back up, the file is there already, or it cannot be written
    public static long write(DataFolder folder, Path file) {
        var backup = new EmbeddedBackup(folder);
        var target = file.toAbsolutePath().normalize();
        if (Files.exists(target)) {
            throw new StartRefused("%s is there already, and is not overwritten.", target);
        }
        if (!Files.isDirectory(backup.cluster)) {
            throw new StartRefused("There is no embedded database in %s.", folder.path());
        }
        var unfinished = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            backup.writeUnfinished(unfinished);
            Files.move(unfinished, target);
            return Files.size(target);
        } catch (IOException | SQLException e) {
            throw new StartRefused("The backup could not be made (%s).", e.getMessage());
        } finally {
            unfinished.toFile().delete();
        }
    }

    private void writeUnfinished(Path unfinished) throws IOException, SQLException {
        var lock = folder.tryLock();
        if (lock.isEmpty()) {
            copy(runningUrl(), unfinished);
            return;
        }
        try (var _ = lock.get();
                var database = EmbeddedDatabase.start(folder)) {
            copy(database.url(), unfinished);
        }
    }

    private String runningUrl() throws IOException {
        var port = Files.readString(folder.resolve("postgres-port")).strip();
        return EmbeddedDatabase.url(Integer.parseInt(port));
    }

    private void copy(String url, Path file) throws IOException, SQLException {
        try (var connection = DriverManager.getConnection(
                        url, EmbeddedOwner.ADMIN, folder.secret(EmbeddedOwner.ADMIN_SECRET));
                var out = DataFolder.newFile(file);
                var archive = BackupArchive.write(out, major(connection))) {
            keep(archive, file);
            one(
                    connection,
                    "select pg_create_physical_replication_slot('runtruth_%s', true, true)"
                            .formatted(UUID.randomUUID().toString().replace("-", "")));
            var begin = one(connection, "select pg_walfile_name(pg_backup_start('runtruth', true))");
            copyCluster(archive);
            var end = stop(connection, archive);
            copyLog(archive, begin, end);
            archive.finish();
            out.getChannel().force(true);
        }
    }

    private static String major(Connection connection) throws SQLException {
        return one(connection, "select current_setting('server_version_num')::int / 10000");
    }

    /// Secrets, without which the database says little.
    private void keep(BackupArchive.Writer archive, Path file) throws IOException {
        try (var entries = Files.newDirectoryStream(folder.path(), Files::isRegularFile)) {
            for (var entry : entries) {
                var name = entry.getFileName().toString();
                if (!NOT_KEPT.contains(name)
                        && !name.endsWith(".new")
                        && !name.endsWith(".part")
                        && !name.endsWith(".zip")
                        && !entry.equals(file)) {
                    archive.file(BackupArchive.KEPT + name, entry);
                }
            }
        }
    }

    /// As they are, half written ones too: the log that follows mends them. The control file last.
    private void copyCluster(BackupArchive.Writer archive) throws IOException {
        Files.walkFileTree(cluster, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path found, BasicFileAttributes attributes) throws IOException {
                var name = name(found);
                if (found.getFileName().toString().startsWith("pgsql_tmp")) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                if (!name.isEmpty()) {
                    archive.folder(BackupArchive.CLUSTER + name);
                }
                if (name.equals(LOG)) {
                    archive.folder(BackupArchive.CLUSTER + LOG + "/archive_status");
                }
                return LEFT_EMPTY.contains(name) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path found, BasicFileAttributes attributes) throws IOException {
                var last = found.getFileName().toString();
                if (attributes.isRegularFile()
                        && !LEFT_OUT.contains(last)
                        && !last.startsWith("pgsql_tmp")
                        && !name(found).equals(CONTROL)) {
                    archive.file(BackupArchive.CLUSTER + name(found), found);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path found, IOException gone) throws IOException {
                if (gone instanceof java.nio.file.NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw gone;
            }
        });
        copyNeeded(archive, CONTROL);
    }

    private void copyNeeded(BackupArchive.Writer archive, String name) throws IOException {
        if (!archive.file(BackupArchive.CLUSTER + name, cluster.resolve(name))) {
            throw new IOException(name + " has gone while it was copied");
        }
    }

    private String name(Path found) {
        return cluster.relativize(found).toString().replace('\\', '/');
    }

    /// @return the last file of the log that belongs to it
    private static String stop(Connection connection, BackupArchive.Writer archive) throws SQLException, IOException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "select pg_walfile_name(lsn), labelfile, spcmapfile from pg_backup_stop(false)")) {
            row.next();
            archive.text(BackupArchive.CLUSTER + LABEL, row.getString(2));
            if (!row.getString(3).isBlank()) {
                archive.text(BackupArchive.CLUSTER + TABLESPACES, row.getString(3));
            }
            return row.getString(1);
        }
    }

    /// A copy whose log lacks its beginning or its end is none.
    private void copyLog(BackupArchive.Writer archive, String begin, String end) throws IOException {
        var names = new TreeSet<>(List.of(begin, end));
        try (var files = Files.newDirectoryStream(cluster.resolve(LOG), Files::isRegularFile)) {
            for (var file : files) {
                var name = file.getFileName().toString();
                var belongs = name.matches("[0-9A-F]{24}") && begin.compareTo(name) <= 0 && name.compareTo(end) <= 0;
                if (belongs || name.endsWith(".history")) {
                    names.add(name);
                }
            }
        }
        for (var name : names) {
            copyNeeded(archive, LOG + "/" + name);
        }
    }

    private static String one(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    /// Makes the data folder of a backup again, and starts its database once, so that what cannot be started is told
    /// now. Nothing that is there is overwritten.
    ///
    /// @throws StartRefused where the file is no backup, or the folder has a database or secrets already
    public static void restore(DataFolder folder, Path file) {
        try (var _ = folder.lock()) {
            var programs = PostgresPrograms.in(PostgresArchive.unpackInto(folder));
            try (var zip = BackupArchive.open(file, major(programs))) {
                var kept = BackupArchive.names(zip, BackupArchive.KEPT);
                refuseToOverwrite(folder, kept);
                var unfinished = folder.resolve("postgres.restored");
                FileSystemUtils.deleteRecursively(unfinished);
                DataFolder.makeFolder(unfinished);
                BackupArchive.unpack(zip, BackupArchive.CLUSTER, unfinished);
                BackupArchive.unpack(zip, BackupArchive.KEPT, folder.path());
                Files.move(unfinished, folder.resolve("postgres"), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
            }
            EmbeddedDatabase.start(folder).close();
        } catch (IOException e) {
            throw new StartRefused("The backup could not be restored (%s).", e.getMessage());
        }
    }

    private static void refuseToOverwrite(DataFolder folder, Set<String> kept) {
        if (Files.exists(folder.resolve("postgres"))
                || kept.stream().anyMatch(name -> Files.exists(folder.resolve(name)))) {
            throw new StartRefused(
                    "The data folder %s has a database or secrets already, which are not overwritten: restore into an "
                            + "empty one (RUNTRUTH_DATA_DIR).",
                    folder.path());
        }
    }

    /// Of `postgres (PostgreSQL) 18.6`.
    private static String major(PostgresPrograms programs) throws IOException {
        var said = programs.run("postgres", List.of("--version")).output();
        return said.replaceAll("(?s).*\\) (\\d+).*", "$1");
    }
}
