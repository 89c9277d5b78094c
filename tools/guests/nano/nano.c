/*
 * nano: the smallest guest that a virtual machine monitor can be tested with. No operating system, no disk.
 * It says VIRT-GUEST-READY on the first serial port, echoes what is typed there, obeys a few line commands and the
 * ACPI power button, and halts in between. For the x86 machines pc and q35, and isapc, which has no power button.
 */
typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;

enum {
  COM1 = 0x3f8, COM1_INTERRUPTS = COM1 + 1, COM1_FIFO = COM1 + 2, COM1_LINE = COM1 + 3, COM1_MODEM = COM1 + 4,
  COM1_STATUS = COM1 + 5, STATUS_RECEIVED = 0x01, STATUS_SENDABLE = 0x20,
  PM1_STATUS = 0x600, PM1_ENABLE = 0x602, PM1_CONTROL = 0x604, POWER_BUTTON = 0x100, SCI_ENABLED = 1, SLEEP_S5 = 0x2000,
  SMI_COMMAND = 0xb2, ACPI_ENABLE = 0xf1,
  RESET_CONTROL = 0xcf9, KEYBOARD_COMMAND = 0x64, PULSE_RESET = 0xfe,
  PANIC_PORT = 0x505, IB700_ENABLE = 0x443,
  PIC1 = 0x20, PIC2 = 0xa0, PIC2_LEVEL = 0x4d1, IRQ_BASE = 0x20, IRQ_SERIAL = 4, IRQ_CASCADE = 2, IRQ_SCI = 9,
  CODE_SEGMENT = 0x08, INTERRUPT_GATE = 0x8e00,
};

static inline void out8(u16 port, u8 value) { __asm__ volatile("outb %0, %1" : : "a"(value), "Nd"(port)); }
static inline void out16(u16 port, u16 value) { __asm__ volatile("outw %0, %1" : : "a"(value), "Nd"(port)); }
static inline u8 in8(u16 port) { u8 value; __asm__ volatile("inb %1, %0" : "=a"(value) : "Nd"(port)); return value; }
static inline u16 in16(u16 port) { u16 value; __asm__ volatile("inw %1, %0" : "=a"(value) : "Nd"(port)); return value; }

static void put(char c) {
  while (!(in8(COM1_STATUS) & STATUS_SENDABLE)) {}
  out8(COM1, c);
}

static void say(const char *text) {
  for (; *text; text++) put(*text);
}

static void say_line(const char *text) {
  say(text);
  say("\r\n");
}

/* Interrupts */

static struct { u16 low, selector, flags, high; } gates[IRQ_BASE + 16];
static struct { u16 limit; const void *base; } __attribute__((packed)) idt = { sizeof gates - 1, gates };

extern void wake_master(void), wake_slave(void), wake_spurious(void);

static void gate(int vector, void (*handler)(void)) {
  u32 address = (u32)handler;
  gates[vector].low = address;
  gates[vector].selector = CODE_SEGMENT;
  gates[vector].flags = INTERRUPT_GATE;
  gates[vector].high = address >> 16;
}

static void open_interrupts(void) {
  for (int vector = 0; vector < IRQ_BASE; vector++) gate(vector, wake_spurious);
  for (int irq = 0; irq < 16; irq++) gate(IRQ_BASE + irq, irq < 8 ? wake_master : wake_slave);
  __asm__ volatile("lidt %0" : : "m"(idt));
  out8(PIC1, 0x11); out8(PIC1 + 1, IRQ_BASE); out8(PIC1 + 1, 1 << IRQ_CASCADE); out8(PIC1 + 1, 1);
  out8(PIC2, 0x11); out8(PIC2 + 1, IRQ_BASE + 8); out8(PIC2 + 1, IRQ_CASCADE); out8(PIC2 + 1, 1);
  out8(PIC2_LEVEL, 1 << (IRQ_SCI - 8));
  out8(PIC1 + 1, (u8)~(1 << IRQ_SERIAL | 1 << IRQ_CASCADE));
  out8(PIC2 + 1, (u8)~(1 << (IRQ_SCI - 8)));
}

/* Power */

static int button_ignored;

static int has_acpi(void) { return in16(PM1_STATUS) != 0xffff; }

static void open_power_button(void) {
  if (!has_acpi()) return;
  if (!(in16(PM1_CONTROL) & SCI_ENABLED)) out8(SMI_COMMAND, ACPI_ENABLE);
  if (!(in16(PM1_CONTROL) & SCI_ENABLED)) out16(PM1_CONTROL, in16(PM1_CONTROL) | SCI_ENABLED);
  out16(PM1_STATUS, 0xffff);
  out16(PM1_ENABLE, POWER_BUTTON);
}

static void power_off(void) {
  say_line("VIRT-GUEST-OFF");
  out16(PM1_CONTROL, SLEEP_S5 | SCI_ENABLED);
}

static void serve_power_button(void) {
  if (!has_acpi() || !(in16(PM1_STATUS) & POWER_BUTTON)) return;
  out16(PM1_STATUS, POWER_BUTTON);
  if (button_ignored) say_line("VIRT-GUEST-IGNORES-BUTTON");
  else power_off();
}

/* Commands */

static void reboot(void) {
  say_line("VIRT-GUEST-REBOOT");
  out8(RESET_CONTROL, 0x02);
  out8(RESET_CONTROL, 0x06);
  out8(KEYBOARD_COMMAND, PULSE_RESET);
}

static void pong(void) { say_line("pong"); }
static void ignore_button(void) { button_ignored = 1; say_line("ignoring the power button"); }
static void panic(void) { out8(PANIC_PORT, 0x01); }
static void bark(void) { out8(IB700_ENABLE, 0x0f); }
static void hang(void) { for (;;) __asm__ volatile("cli; hlt"); }

static const struct { const char *name; void (*run)(void); } commands[] = {
  { "ping", pong }, { "off", power_off }, { "reboot", reboot }, { "ignore", ignore_button }, { "hang", hang },
  { "panic", panic }, { "bark", bark },
};

static int same(const char *a, const char *b) {
  while (*a && *a == *b) a++, b++;
  return *a == *b;
}

static char line[64];
static u32 length;

static void obey(void) {
  line[length] = 0;
  length = 0;
  for (u32 i = 0; i < sizeof commands / sizeof *commands; i++)
    if (same(line, commands[i].name)) { commands[i].run(); return; }
  if (*line) say_line("?");
}

static void typed(char c) {
  if (c == '\r' || c == '\n') {
    say("\r\n");
    obey();
  } else {
    put(c);
    if (length < sizeof line - 1) line[length++] = c;
  }
}

static void open_serial(void) {
  out8(COM1_INTERRUPTS, 0);
  out8(COM1_LINE, 0x80); out8(COM1, 1); out8(COM1_INTERRUPTS, 0);
  out8(COM1_LINE, 0x03); out8(COM1_FIFO, 0x07); out8(COM1_MODEM, 0x0b);
  out8(COM1_INTERRUPTS, 1);
}

/* Once, with interrupts off. */
void boot(void) {
  open_serial();
  open_interrupts();
  open_power_button();
  say_line("VIRT-GUEST-READY");
}

/* After boot and after each interrupt: do all there is to do. */
void serve(void) {
  serve_power_button();
  while (in8(COM1_STATUS) & STATUS_RECEIVED) typed(in8(COM1));
}
