"""
Runs pip in a jail that has no network: every connection goes through the judge's socket, in plain HTTP, and the judge speaks TLS
with the registry. Arguments: the wheel of pip, the file for the report, what pip is to be told. What pip says goes to standard
error, the report to standard output. Nothing is downloaded but indexes and the metadata of wheels; nothing of a package is run.
"""
import socket
import sys

wheel, report, *arguments = sys.argv[1:]
sys.path.insert(0, wheel)

from pip._vendor.urllib3 import connectionpool  # noqa: E402
from pip._vendor.urllib3.connection import HTTPConnection  # noqa: E402


class ThroughGateway(HTTPConnection):
    is_verified = True  # by the judge

    def __init__(self, host, port=None, timeout=60, **_of_tls):
        super().__init__(host, port, timeout=timeout)

    def _new_conn(self):
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(60)
        connection.connect('/gateway/socket')
        return connection


connectionpool.HTTPConnectionPool.ConnectionCls = ThroughGateway
connectionpool.HTTPSConnectionPool.ConnectionCls = ThroughGateway

from pip._internal.cli.main import main  # noqa: E402

stdout, sys.stdout = sys.stdout, sys.stderr
code = main(arguments)
if code == 0:
    with open(report, encoding='utf-8') as file:
        stdout.write(file.read())
sys.exit(code)
