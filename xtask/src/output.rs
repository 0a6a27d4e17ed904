//! Prints to the standard streams. A reader that ends early, as in `cargo xtask names | head`, does not stop the command: it
//! completes its work without printing, and its exit code is the same.

use std::fmt::Arguments;
use std::io::{self, ErrorKind, Write};
use std::process::exit;

// They shadow those of the standard library, which panic, so that no call can be forgotten.
macro_rules! print {
    ($($part:tt)*) => { $crate::output::to_stdout(format_args!($($part)*)) };
}

macro_rules! println {
    () => { print!("\n") };
    ($($part:tt)*) => { $crate::output::to_stdout(format_args!("{}\n", format_args!($($part)*))) };
}

macro_rules! eprint {
    ($($part:tt)*) => { $crate::output::to_stderr(format_args!($($part)*)) };
}

macro_rules! eprintln {
    ($($part:tt)*) => { $crate::output::to_stderr(format_args!("{}\n", format_args!($($part)*))) };
}

pub fn to_stdout(text: Arguments<'_>) {
    let failed = |error: &io::Error| error.kind() != ErrorKind::BrokenPipe;
    if let Some(error) = io::stdout().lock().write_fmt(text).err().filter(failed) {
        to_stderr(format_args!("error: cannot print: {error}\n"));
        exit(2);
    }
}

/// Prints a message. There is nowhere to report that it cannot be printed.
pub fn to_stderr(text: Arguments<'_>) {
    let _ = io::stderr().lock().write_fmt(text);
}
