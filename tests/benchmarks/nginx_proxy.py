"""Debian's nginx with the configuration of ``.deploy``, in front of servers on this machine.

Only what names a machine is another: ports, and where the certificate lies (one that nobody has signed but us).
"""

import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.browser.serving import ROOT, free_port

TEMPLATE = ROOT / ".deploy" / "nginx.conf.template"
MAIN = """daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
worker_processes 1;
events {{ worker_connections 4096; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
{site}
}}
"""


@contextmanager
def nginx(servers: Sequence[int], folder: Path) -> Iterator[str]:
    """The address of the page behind nginx, which has the ``servers`` (two ports) behind it, until the block ends.

    Raises ``FileNotFoundError`` where there is no nginx or no openssl, ``RuntimeError`` when nginx does not start.
    """
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    port, plain = free_port(), free_port()
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-keyout", folder / "key.pem", "-out", folder / "cert.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    site = TEMPLATE.read_text(encoding="utf-8")
    changes = {
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "listen 443 ssl;": f"listen 127.0.0.1:{port} ssl;",
        "/etc/nginx/tls/": f"{folder}/",
        "${APP1}": f"127.0.0.1:{servers[0]}",
        "${APP2}": f"127.0.0.1:{servers[1]}",
    }
    for old, new in changes.items():
        assert old in site, f"the template has no {old!r} any more"
        site = site.replace(old, new)
    configuration = folder / "nginx.conf"
    configuration.write_text(MAIN.format(folder=folder, site=site), encoding="utf-8")
    process = subprocess.Popen([program, "-c", configuration, "-p", folder], stderr=subprocess.PIPE, text=True)
    try:
        while not (folder / "nginx.pid").exists():
            if process.poll() is not None:
                raise RuntimeError(f"nginx does not start: {process.communicate()[1]}")
            time.sleep(0.05)
        yield f"https://127.0.0.1:{port}/timeline"
    finally:
        process.terminate()
        process.wait(timeout=10)
