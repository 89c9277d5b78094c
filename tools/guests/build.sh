#!/bin/sh
# Builds nano.elf from nano/. Needs gcc that can make 32-bit code (no 32-bit libc) and binutils.
# usage: build.sh [OUTPUT]
set -eu
cd "$(dirname "$0")"
output=${1:-nano.elf}
gcc -m32 -march=i386 -Os -Wall -Wextra -Werror -ffreestanding -fno-pic -fno-stack-protector -fcf-protection=none \
  -fno-asynchronous-unwind-tables -mgeneral-regs-only -nostdlib -static -no-pie \
  -Wl,-T,nano/nano.ld -Wl,--build-id=none -Wl,-z,noexecstack -Wl,--no-warn-rwx-segments \
  nano/entry.S nano/nano.c -o "$output"
strip "$output"
