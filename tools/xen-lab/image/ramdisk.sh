# Makes initrd, dom0's ramdisk: busybox, and the modules for the disk, for shared folders and for Xen's devices.
release=$(<release)
mkdir -p ramdisk/{bin,modules,proc,sys,dev,root}
cp root/bin/busybox ramdisk/bin/
install -m 755 "$image/ramdisk/init" ramdisk/init

for module in virtio_pci virtio_blk ext4 crc32c_generic crc32c-intel 9pnet_virtio 9p overlay \
  xenfs xen-privcmd xen-evtchn xen-gntdev xen-gntalloc; do
  chroot root modprobe -S "$release" --show-depends "$module"
done | awk '$1 == "insmod" && !seen[$2]++ { print $2 }' |
  while read -r file; do
    cp "root/$file" ramdisk/modules/
    basename "$file" >>ramdisk/modules/order
  done
(cd ramdisk && find . | cpio -o -H newc --quiet -R 0:0 >../initrd)
