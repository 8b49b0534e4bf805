"""
Unpacks wheels into a tar archive on standard output, with the bytecode of every module, so that no run has to compile it.
Arguments: the most bytes and the most files of all together, the folder that they will lie in, the wheels. Nothing of a package is
run. Where something will not do, standard error says so and the exit code is 3.

A wheel is a zip file whose content is the installation, but for what lies in *.data, by kind:
https://packaging.python.org/en/latest/specifications/binary-distribution-format/
"""
import importlib._bootstrap_external as bootstrap
import importlib.util
import io
import os
import stat
import sys
import tarfile
import warnings
import zipfile

warnings.simplefilter('ignore')


def refuse(message):
    sys.stderr.write(message + '\n')
    sys.exit(3)


class Archive:
    def __init__(self, most_bytes, most_files):
        self.tar = tarfile.open(fileobj=sys.stdout.buffer, mode='w|', format=tarfile.PAX_FORMAT)
        self.bytes_left = most_bytes
        self.files_left = most_files
        self.names = set()

    def add(self, name, content, executable=False):
        if name in self.names:
            return
        self.names.add(name)
        self.bytes_left -= len(content)
        self.files_left -= 1
        if self.bytes_left < 0 or self.files_left < 0:
            refuse('They are too large when unpacked.')
        entry = tarfile.TarInfo(name)
        entry.size = len(content)
        entry.mode = 0o755 if executable else 0o644
        self.tar.addfile(entry, io.BytesIO(content))


def place(name):
    """Where a file of a wheel goes; None: nowhere, it is a script, a header or the like."""
    first, _, rest = name.partition('/')
    if not first.endswith('.data'):
        return name
    kind, _, inside = rest.partition('/')
    return inside if kind in ('purelib', 'platlib') and inside else None


def bytecode(path, content):
    try:
        code = compile(content, path, 'exec', dont_inherit=True)
        return bytes(bootstrap._code_to_hash_pyc(code, importlib.util.source_hash(content), False))
    except Exception:  # a file for another version of Python, a template
        return None


def unpack(path, archive, folder):
    wheel = os.path.basename(path)
    with zipfile.ZipFile(path) as content:
        members = content.infolist()
        if sum(member.file_size for member in members) > archive.bytes_left or len(members) > archive.files_left:
            refuse(f'{wheel} is too large when unpacked.')
        for member in members:
            name = member.filename
            if '\\' in name or name.startswith('/') or any(part in ('', '.', '..') for part in name.rstrip('/').split('/')):
                refuse(f'{wheel} is no proper wheel: the path {name!r} leads out of its folder.')
            mode = member.external_attr >> 16
            if stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
                refuse(f'{wheel} is no proper wheel: {name!r} is a link or a device.')
            target = place(name)
            if name.endswith('/') or target is None:
                continue
            data = content.read(member)
            archive.add(target, data, bool(mode & 0o111))
            compiled = bytecode(f'{folder}/{target}', data) if target.endswith('.py') else None
            if compiled is not None:
                archive.add(importlib.util.cache_from_source(target), compiled)


def main():
    most_bytes, most_files, folder, *wheels = sys.argv[1:]
    archive = Archive(int(most_bytes), int(most_files))
    for wheel in wheels:
        try:
            unpack(wheel, archive, folder)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
            refuse(f'{os.path.basename(wheel)} is no proper wheel: {error}.')
    archive.tar.close()
    sys.stdout.buffer.flush()


main()
