"""The server's settings, written afresh at every start, so that a new version of Tonghu brings its own."""

from pathlib import Path

SETTINGS = {
    "listen_addresses": "",
    "port": "5432",
    "unix_socket_permissions": "0700",
    "password_encryption": "scram-sha-256",
    "max_connections": "60",
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "max_wal_size": "2GB",
    "max_locks_per_transaction": "256",
    "random_page_cost": "1.1",
    "jit": "off",
    "fsync": "on",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # No personal data in a log. An error's message can quote a value ("invalid input syntax ... '张三'"), its
    # detail a whole row and its statement every parameter: errors reach the program, not the log.
    "log_min_messages": "log",
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_checkpoints": "off",
    "log_autovacuum_min_duration": "-1",
}

# Only the socket, only with a password: another program of the same user is not let in unasked.
DOOR = "local all all scram-sha-256\n"


def write(cluster: Path, socket: Path) -> None:
    """Write settings and access rules into a cluster.

    Arguments: ``cluster``, its data directory; ``socket``, the directory of its Unix socket.
    """
    lines = {**SETTINGS, "unix_socket_directories": str(socket)}
    text = "".join(f"{name} = '{value}'\n" for name, value in lines.items())
    (cluster / "tonghu.conf").write_text(text)
    (cluster / "pg_hba.conf").write_text(DOOR)
    main = cluster / "postgresql.conf"
    if "include 'tonghu.conf'" not in main.read_text():
        with main.open("a") as stream:
            stream.write("\ninclude 'tonghu.conf'\n")
