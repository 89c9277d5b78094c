"""The ELF that a bzImage on standard input has packed with xz, to standard output."""

import lzma
import sys

image = sys.stdin.buffer.read()
start = image.find(b"\xfd7zXZ\0")
while start >= 0:
    try:
        kernel = lzma.LZMADecompressor().decompress(image[start:])
        if kernel.startswith(b"\x7fELF"):
            sys.stdout.buffer.write(kernel)
            sys.exit()
    except lzma.LZMAError:
        pass
    start = image.find(b"\xfd7zXZ\0", start + 1)
sys.exit("no kernel that is packed with xz")
