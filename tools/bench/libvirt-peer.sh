#!/bin/sh
# libvirtd with files of its own, and a client that is asked over stdin. Usage: libvirt-peer.sh FILES RUN CACHE CLIENT
set -eu
files=$1 run=$2 cache=$3 client=$4
own() {
  mkdir -p "$1" "$2"
  mount --bind "$1" "$2"
}
for place in etc/libvirt var/lib/libvirt var/log/libvirt; do
  own "$files/$place" "/$place"
done
own "$run" /run/libvirt
own "$cache" /var/cache/libvirt
cat > /etc/libvirt/qemu.conf <<'CONF'
stdio_handler = "file"
user = "root"
group = "root"
CONF
setpriv --pdeathsig KILL -- libvirtd --pid-file "$run/pid" 2> "$files/libvirtd.log" &
while [ ! -S /run/libvirt/libvirt-sock ]; do sleep 0.1; done
exec /usr/bin/python3 "$client" "$run/pid"
