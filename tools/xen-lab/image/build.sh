#!/bin/bash
# usage: build.sh DIRECTORY NODE
# Makes DIRECTORY, complete or not at all: xen, vmlinux and initrd to boot, and disk.ext4, dom0's root file system with
# the program NODE in it. Needs root. Debian's packages are unpacked into the image; none is installed on this machine.
set -euo pipefail
image=$(cd "$(dirname "$0")" && pwd)
target=$1
export image node=$2 suite=bookworm xen_version=4.17

mkdir -p "$(dirname "$target")"
exec 9>"$target.lock"
flock 9
[ ! -e "$target" ] || exit 0

work=$(mktemp -d "$target.XXXXXX")
trap 'rm -rf "$work"' EXIT
cd "$work"
for step in packages root guests ramdisk; do
  bash -euo pipefail "$image/$step.sh" >log 2>&1 9>&- || { tail -n 30 log >&2; echo "$step.sh failed" >&2; exit 1; }
done

truncate -s 1500M disk.ext4
mkfs.ext4 -q -F -O ^has_journal -E lazy_itable_init=1 -d root disk.ext4
mkdir "$work/done"
mv xen vmlinux initrd disk.ext4 "$work/done"
mv "$work/done" "$target"
