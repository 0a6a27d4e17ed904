//! Prints to the standard streams. A reader that ends early, as in `cargo xtask names | head`, does not stop the command: it
//! completes its work without printing, and its exit code is the same.
//!
//! Colours are for terminals, unless `NO_COLOR`, `CLICOLOR` or `CLICOLOR_FORCE` says otherwise.

use std::fmt::Arguments;
use std::io::{self, ErrorKind, Write};
use std::process::exit;
use std::sync::OnceLock;

use anstream::{AutoStream, ColorChoice};

// They shadow those of the standard library, which panic, so that no call can be forgotten.
#[doc(hidden)]
#[macro_export]
macro_rules! print {
    ($($part:tt)*) => { $crate::output::to_stdout(format_args!($($part)*)) };
}

#[doc(hidden)]
#[macro_export]
macro_rules! println {
    () => { $crate::output::to_stdout(format_args!("\n")) };
    ($($part:tt)*) => { $crate::output::to_stdout(format_args!("{}\n", format_args!($($part)*))) };
}

#[doc(hidden)]
#[macro_export]
macro_rules! eprint {
    ($($part:tt)*) => { $crate::output::to_stderr(format_args!($($part)*)) };
}

#[doc(hidden)]
#[macro_export]
macro_rules! eprintln {
    ($($part:tt)*) => { $crate::output::to_stderr(format_args!("{}\n", format_args!($($part)*))) };
}

/// Prints a result. Ends the process if it cannot be printed although it has a reader.
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

/// The name of the program, if it is not `cargo xtask`.
static NAME: OnceLock<&str> = OnceLock::new();

/// Sets the name by which the program is called in [`in_own_name`]. The first call decides.
pub fn set_name(name: &'static str) {
    NAME.get_or_init(|| name);
}

/// Replaces `cargo xtask` in what the libraries say about commands by the name of this program.
pub fn in_own_name(text: String) -> String {
    match NAME.get() {
        Some(name) => text.replace("`cargo xtask ", &format!("`{name} ")),
        None => text,
    }
}

/// Whether results have colours.
pub fn stdout_has_colours() -> bool {
    AutoStream::choice(&io::stdout()) != ColorChoice::Never
}

/// Whether messages have colours.
pub fn stderr_has_colours() -> bool {
    AutoStream::choice(&io::stderr()) != ColorChoice::Never
}
