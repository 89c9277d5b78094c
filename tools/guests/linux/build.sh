#!/bin/bash
# usage: build.sh DIRECTORY
# Makes DIRECTORY, complete or not at all: vmlinuz, Debian's kernel for virtual machines, initrd with busybox, the modules of
# virtio and QEMU's agent, and disk, an empty file system. Debian's packages are unpacked; none is installed on this machine.
set -euo pipefail
linux=$(cd "$(dirname "$0")" && pwd)
target=$1
modules=(virtio_pci virtio_blk virtio_scsi virtio_net virtio_console virtio_balloon virtio-rng button evdev ext4)
agent=(qemu-guest-agent libc6 libglib2.0-0 libnuma1 libpcre2-8-0 libudev1 liburing2)
libraries=(libc.so.6 libm.so.6 libglib-2.0.so.0 libgmodule-2.0.so.0 libnuma.so.1 libpcre2-8.so.0 libudev.so.1 liburing.so.2)

mkdir -p "$(dirname "$target")"
exec 9>"$target.lock"
flock 9
[ ! -e "$target" ] || exit 0

work=$(mktemp -d "$target.XXXXXX")
trap 'rm -rf "$work"' EXIT
cd "$work"
kernel=$(apt-cache depends linux-image-cloud-amd64 | awk '/Depends: linux-image-[0-9]/ { print $2; exit }')
apt-get download -qq -o APT::Sandbox::User=root "$kernel" busybox-static "${agent[@]}" 9>&-
for package in *.deb; do dpkg-deb -x "$package" unpacked; done
release=${kernel#linux-image-}
depmod -b unpacked "$release"

mkdir -p root/{bin,sbin,lib64,modules,proc,sys,dev,etc,root,mnt,run} root/lib/x86_64-linux-gnu
cp unpacked/bin/busybox unpacked/usr/sbin/qemu-ga root/bin/
cp -L unpacked/lib64/ld-linux-x86-64.so.2 root/lib64/
for library in "${libraries[@]}"; do
  cp -L "$(find unpacked -name "$library" -print -quit)" root/lib/x86_64-linux-gnu/
done
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
mke2fs -q -t ext4 done/disk 4M
mv done "$target"
