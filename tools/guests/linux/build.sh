#!/bin/bash
# usage: build.sh DIRECTORY
# Makes DIRECTORY, complete or not at all: vmlinuz, Debian's kernel for virtual machines, and initrd with busybox and the
# modules of virtio. Debian's packages are unpacked; none is installed on this machine.
set -euo pipefail
linux=$(cd "$(dirname "$0")" && pwd)
target=$1
modules=(virtio_pci virtio_blk virtio_scsi virtio_net virtio_console virtio_balloon virtio-rng button evdev)

mkdir -p "$(dirname "$target")"
exec 9>"$target.lock"
flock 9
[ ! -e "$target" ] || exit 0

work=$(mktemp -d "$target.XXXXXX")
trap 'rm -rf "$work"' EXIT
cd "$work"
kernel=$(apt-cache depends linux-image-cloud-amd64 | awk '/Depends: linux-image-[0-9]/ { print $2; exit }')
apt-get download -qq -o APT::Sandbox::User=root "$kernel" busybox-static 9>&-
for package in *.deb; do dpkg-deb -x "$package" unpacked; done
release=${kernel#linux-image-}
depmod -b unpacked "$release"

mkdir -p root/{bin,modules,proc,sys,dev,etc,root}
cp unpacked/bin/busybox root/bin/
install -m 755 "$linux/init" root/init
for module in "${modules[@]}"; do
  modprobe -d unpacked -S "$release" --show-depends "$module"
done | awk '$1 == "insmod" && !seen[$2]++ { print $2 }' |
  while read -r file; do
    cp "$file" root/modules/
    basename "$file" >>root/modules/order
  done

mkdir done
cp "unpacked/boot/vmlinuz-$release" done/vmlinuz
(cd root && find . | cpio -o -H newc --quiet -R 0:0) | gzip -n >done/initrd
mv done "$target"
