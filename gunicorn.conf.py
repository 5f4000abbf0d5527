"""How gunicorn serves Orsak. docs/operations.md explains the choices."""

import os
import sys

bind = f"{os.environ.get('ORSAK_BIND', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"

# Threads, so that a browser's idle connection holds a thread and not a worker. WEB_CONCURRENCY sets the workers.
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY") or min(2 * len(os.sched_getaffinity(0)), 16))
threads = 4
timeout = 60
graceful_timeout = 20
keepalive = 5

# Loaded once and then forked: workers share memory, and a wrong setting stops the start once, with one sentence.
preload_app = True
control_socket_disable = True
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108 - only a heartbeat file

# Requests are logged by the application, with their ids; this is about the server itself.
accesslog = None
sys.path.insert(0, os.getcwd())
from kb import logs  # noqa: E402

logconfig_dict = logs.configure(json=True, level="INFO")


def post_worker_init(worker: object) -> None:
    """In the new worker, with the application loaded: search gets ready beside its first requests."""
    from kb.search.starting import start

    start()
