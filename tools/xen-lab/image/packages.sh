# Fetches the kernel, the hypervisor and Xen's headers: unpacked/, release (the kernel's), xen.
kernel=$(apt-cache depends linux-image-amd64 | awk '/Depends: linux-image-[0-9]/ { print $2; exit }')
apt-get download -qq -o APT::Sandbox::User=root "$kernel" "xen-hypervisor-$xen_version-amd64" libxen-dev
for package in *.deb; do dpkg-deb -x "$package" unpacked; done

echo "${kernel#linux-image-}" >release
zcat "unpacked/boot/xen-$xen_version-amd64.gz" >xen # QEMU's multiboot loader wants it plain
