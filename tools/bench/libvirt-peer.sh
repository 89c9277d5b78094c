#!/bin/sh
# libvirtd with files of its own, and a client that is asked over stdin. Usage: libvirt-peer.sh DIRECTORY CLIENT
set -eu
for place in etc/libvirt var/lib/libvirt var/log/libvirt var/cache/libvirt run/libvirt; do
  mkdir -p "$1/$place" "/$place"
done
cat > "$1/etc/libvirt/qemu.conf" <<'CONF'
stdio_handler = "file"
user = "root"
group = "root"
CONF
for place in etc/libvirt var/lib/libvirt var/log/libvirt var/cache/libvirt run/libvirt; do
  mount --bind "$1/$place" "/$place"
done
setpriv --pdeathsig KILL -- libvirtd --pid-file "$1/pid" 2> "$1/libvirtd.log" &
while [ ! -S /run/libvirt/libvirt-sock ]; do sleep 0.1; done
exec /usr/bin/python3 "$2" "$1/pid"
