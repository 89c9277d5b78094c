/* What Xen reads before it starts a PV guest, and where it starts. */
#define __ASSEMBLY__
#include <xen/elfnote.h>

.macro note type, value:vararg
        .balign 4
        .long 4, 2f - 1f, \type
        .asciz "Xen"
1:      \value
2:
.endm

        .section .note.Xen, "a", @note
        note XEN_ELFNOTE_ENTRY, .quad entry
        note XEN_ELFNOTE_VIRT_BASE, .quad 0xffffffff80000000
        note XEN_ELFNOTE_PADDR_OFFSET, .quad 0
        note XEN_ELFNOTE_XEN_VERSION, .asciz "xen-3.0"
        .balign 4
        note XEN_ELFNOTE_GUEST_OS, .asciz "lab"
        note XEN_ELFNOTE_LOADER, .asciz "generic"

        .text
        .globl entry
entry:  cld
        lea stack_end(%rip), %rsp
        mov %rsi, %rdi
        call start
        ud2

        .bss
        .balign 4096
        .skip 16384
stack_end:
