# Makes what guests boot from, in root/lab/guests: tiny, and vmlinux with initrd; and lab-lives, which starts tiny ones.
guests=$PWD/root/lab/guests
mkdir -p "$guests"
cp vmlinux "$guests/"

gcc -O2 -Wall -Wextra -Werror -ffreestanding -fno-pic -no-pie -mcmodel=kernel -mno-red-zone -mgeneral-regs-only \
  -fno-stack-protector -fcf-protection=none -fno-asynchronous-unwind-tables -nostdlib -static \
  -isystem unpacked/usr/include -Wl,-T,"$image/guest/guest.ld" -Wl,--build-id=none -Wl,-z,noexecstack \
  -Wl,-z,max-page-size=4096 -Wl,--no-warn-rwx-segments -o "$guests/tiny" "$image"/guest/*.[Sc]

libraries=root/usr/lib/x86_64-linux-gnu
gcc -O2 -Wall -Wextra -Werror -isystem unpacked/usr/include -o root/usr/local/bin/lab-lives "$image/dom0/lives.c" \
  "$libraries"/libxenlight.so.* "$libraries"/libxentoollog.so.* -Wl,-rpath-link,"$libraries" -Wl,--allow-shlib-undefined

mkdir -p guest/{bin,sbin,proc,sys,dev}
cp root/bin/busybox guest/bin/
ln -s busybox guest/bin/sh
install -m 755 "$image/guest/linux-init" guest/init
for command in poweroff reboot; do # which the kernel calls when `xl shutdown` or `xl reboot` asks for it
  printf '#!/bin/sh\nexec /bin/busybox %s -f\n' "$command" >"guest/sbin/$command"
  chmod 755 "guest/sbin/$command"
done
(cd guest && find . | cpio -o -H newc --quiet -R 0:0 >"$guests/initrd")
