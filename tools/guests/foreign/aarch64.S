// Boots on the machine `virt`: prints the marker on its PL011, and powers off through PSCI.
        .global _start
_start: ldr     x1, =0x09000000
        adr     x2, marker
1:      ldrb    w3, [x2], #1
        cbz     w3, 2f
        str     w3, [x1]
        b       1b
2:      ldr     x0, =0x84000008         // SYSTEM_OFF
        hvc     #0
        b       .
marker: .asciz  "VIRT-GUEST-READY\r\n"
