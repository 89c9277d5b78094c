#!/bin/sh
# usage: build.sh DIRECTORY
# Makes DIRECTORY, complete or not at all: Debian's xenstored, and beside it what stands in for Xen's libraries.
# The packages are unpacked here; nothing is installed.
set -eu
source=$(cd "$(dirname "$0")" && pwd)
target=$1
version=4.17

mkdir -p "$(dirname "$target")"
exec 9>"$target.lock"
flock 9
[ ! -e "$target" ] || exit 0

work=$(mktemp -d "$target.XXXXXX")
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get download -qq -o APT::Sandbox::User=root "xen-utils-$version" libxen-dev
for package in *.deb; do dpkg-deb -x "$package" unpacked; done

mkdir done
cp "unpacked/usr/lib/xen-$version/bin/xenstored" done/
gcc -shared -fPIC -O2 -Wall -Wextra -Werror -Wno-unused-parameter -I unpacked/usr/include \
  -Wl,--version-script="$source/no-xen.map" -o done/libxenctrl.so.$version "$source/no-xen.c"
ln -s libxenctrl.so.$version done/libxenevtchn.so.1
ln -s libxenctrl.so.$version done/libxengnttab.so.1
mv done "$target"
