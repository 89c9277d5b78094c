# Makes root/, dom0's file system, and vmlinux.
release=$(<release)
packages=xen-utils-$xen_version,xenstore-utils,xen-utils-common,busybox-static,kmod,procps,strace,iproute2,libstdc++6,libatomic1
sources=/etc/apt/sources.list.d/debian.sources
[ -e "$sources" ] || sources=/etc/apt/sources.list
mmdebstrap --quiet --variant=minbase --include="$packages" "$suite" root "$sources"

rm -rf root/usr/share/{doc,man,locale,info,i18n} root/var/lib/apt/lists/* root/var/cache/apt/*
install -m 755 "$node" root/usr/local/bin/node
install -m 755 "$image"/dom0/lab-* root/usr/local/bin/
install -D -m 755 "$image/dom0/init" root/lab/init

modules=lib/modules/$release
mkdir -p "root/usr/$modules"
cp "unpacked/$modules"/modules.{builtin,builtin.modinfo,order} "root/usr/$modules/"
(
  cd "unpacked/$modules"
  for part in drivers/{xen,block,virtio,char/virtio_console.ko} drivers/net/{tun.ko,dummy.ko,xen-netback,xen-netfront.ko} \
    fs net/{9p,bridge,802,llc} lib crypto arch/x86/crypto; do
    [ ! -e "kernel/$part" ] || cp -a --parents "kernel/$part" "$OLDPWD/root/usr/$modules/"
  done
)
chroot root depmod "$release"

# Xen and libxenguest take a plain ELF too. Unpacking it in emulation costs dom0 2 s, and each guest more.
chroot root python3 -c "$(<"$image/extract-kernel.py")" <"unpacked/boot/vmlinuz-$release" >vmlinux
