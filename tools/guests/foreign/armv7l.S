@ Boots on the machine `virt`: prints the marker on its PL011, and powers off through PSCI.
        .arch   armv7-a
        .arch_extension virt
        .global _start
_start: ldr     r1, =0x09000000
        adr     r2, marker
1:      ldrb    r3, [r2], #1
        cmp     r3, #0
        beq     2f
        str     r3, [r1]
        b       1b
2:      ldr     r0, =0x84000008         @ SYSTEM_OFF
        hvc     #0
        b       .
marker: .asciz  "VIRT-GUEST-READY\r\n"
