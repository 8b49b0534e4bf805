"""Draws statement/honeycomb.png with the standard library alone. Run: python3 generators/draw.py"""
import struct
import zlib
from math import sqrt
from pathlib import Path

WIDTH, HEIGHT, SIDE, RINGS, FINE = 500, 460, 54, 2, 2
WAX, HOME, LINE, INK, PAPER = (255, 214, 102), (255, 170, 60), (140, 84, 20), (70, 40, 10), (255, 255, 255)
GLYPHS = {
    "0": "01110 10001 10011 10101 11001 10001 01110",
    "1": "00100 01100 00100 00100 00100 00100 01110",
    "2": "01110 10001 00001 00110 01000 10000 11111",
    "-": "00000 00000 00000 11111 00000 00000 00000",
    ",": "00000 00000 00000 00000 01100 00100 01000",
    " ": "00000 00000 00000 00000 00000 00000 00000",
}


def cell(x, y):
    """The cell below a point and how far the point lies from the middle of the cell, 1 being its edge."""
    q, r = (sqrt(3) / 3 * x - y / 3) / SIDE, 2 / 3 * y / SIDE
    rounded = [round(q), round(r), round(-q - r)]
    errors = [abs(rounded[0] - q), abs(rounded[1] - r), abs(rounded[2] + q + r)]
    worst = errors.index(max(errors))
    rounded[worst] -= sum(rounded)
    u, v = q - rounded[0], r - rounded[1]
    return rounded[0], rounded[1], max(abs(u - v), abs(2 * v + u), abs(2 * u + v))


def colour(x, y):
    q, r, edge = cell(x - WIDTH / 2, y - HEIGHT / 2)
    if max(abs(q), abs(r), abs(q + r)) > RINGS:
        return PAPER
    if edge > 0.95:
        return LINE
    return HOME if q == r == 0 else WAX


def draw_labels(pixels):
    for q in range(-RINGS, RINGS + 1):
        for r in range(-RINGS, RINGS + 1):
            if abs(q + r) > RINGS:
                continue
            label = f"{q}, {r}"
            left = round(WIDTH / 2 + SIDE * sqrt(3) * (q + r / 2) - 6 * len(label) + 1)
            top = round(HEIGHT / 2 + SIDE * 1.5 * r - 7)
            for place, sign in enumerate(label):
                for dy, row in enumerate(GLYPHS[sign].split()):
                    for dx, bit in enumerate(row):
                        for i in range(4 * int(bit)):
                            pixels[top + 2 * dy + i // 2][left + 12 * place + 2 * dx + i % 2] = INK


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


pixels = []
for y in range(HEIGHT):
    pixels.append([])
    for x in range(WIDTH):
        spots = [colour(x + (i + 0.5) / FINE, y + (j + 0.5) / FINE) for i in range(FINE) for j in range(FINE)]
        pixels[y].append(tuple(sum(part) // len(spots) for part in zip(*spots)))
draw_labels(pixels)
palette = sorted({pixel for row in pixels for pixel in row})
index = {pixel: i for i, pixel in enumerate(palette)}
raw = b"".join(b"\0" + bytes(index[pixel] for pixel in row) for row in pixels)
png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 3, 0, 0, 0))
png += chunk(b"PLTE", b"".join(map(bytes, palette))) + chunk(b"IDAT", zlib.compress(raw, 9)) + chunk(b"IEND", b"")
target = Path(__file__).resolve().parent.parent / "statement" / "honeycomb.png"
target.write_bytes(png)
