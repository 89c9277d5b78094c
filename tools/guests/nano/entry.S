/* The way in: a multiboot header for `-kernel`, a PVH note for machines that know only that, and interrupt stubs. */
    .section .header, "a"
    .align 4
    .long 0x1badb002, 0, -0x1badb002

    .section .note.pvh, "a", @note
    .align 4
    .long 4, 4, 18                  /* XEN_ELFNOTE_PHYS32_ENTRY */
    .asciz "Xen"
    .long entry

    .text
    .globl entry, wake_master, wake_slave, wake_spurious
entry:
    cli
    cld
    lgdt gdt_pointer
    ljmp $0x08, $1f
1:  mov $0x10, %ax
    mov %ax, %ds
    mov %ax, %es
    mov %ax, %ss
    mov $stack_top, %esp
    call boot
    jmp serve_again

/* An interrupt only ever ends a HLT, so nothing has to be restored: acknowledge it and serve from a fresh stack. */
wake_slave:
    mov $0x20, %al
    outb %al, $0xa0
wake_master:
    mov $0x20, %al
    outb %al, $0x20
wake_spurious:
serve_again:
    mov $stack_top, %esp
    call serve
    sti
    hlt
    cli
    jmp serve_again

    .section .rodata
    .align 8
gdt:
    .quad 0
    .quad 0x00cf9b000000ffff        /* 0x08: code, flat */
    .quad 0x00cf93000000ffff        /* 0x10: data, flat */
gdt_pointer:
    .word . - gdt - 1
    .long gdt

    .bss
    .align 16
    .skip 4096
stack_top:
