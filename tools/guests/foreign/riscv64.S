# Boots as the firmware of the machine `virt`: prints the marker on its 16550, and waits. To power off through the test
# device would end this QEMU without a word.
        .global _start
_start: li      t0, 0x10000000
        la      t1, marker
1:      lbu     t2, 0(t1)
        beqz    t2, 2f
        sb      t2, 0(t0)
        addi    t1, t1, 1
        j       1b
2:      wfi
        j       2b
marker: .asciz  "VIRT-GUEST-READY\r\n"
