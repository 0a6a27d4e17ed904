//! Tokens to source text: prettyplease lays it out, blank lines separate what a reader takes in as one thing.

use proc_macro2::TokenStream;

/// A source file.
///
/// # Errors
///
/// Fails where the tokens are no Rust, which is a fault of the generator.
pub fn source(header: &str, tokens: TokenStream) -> Result<String, syn::Error> {
    Ok(format!("{header}\n\n{}", code(tokens)?))
}

/// Items, laid out.
///
/// # Errors
///
/// Fails where the tokens are no Rust, which is a fault of the generator.
pub fn code(tokens: TokenStream) -> Result<String, syn::Error> {
    let file = syn::parse2::<syn::File>(tokens)?;
    Ok(spaced(&prettyplease::unparse(&file)))
}

/// Sets a blank line between items, and between the functions of an `impl`.
fn spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() + text.len() / 20);
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        spaced.push_str(line);
        spaced.push('\n');
        if lines.peek().is_some_and(|next| separates(line, next)) {
            spaced.push('\n');
        }
    }
    spaced
}

/// Whether a reader pauses between two lines: behind an item, a function or a constant, and where `mod` lines end and
/// `use` lines begin.
fn separates(line: &str, next: &str) -> bool {
    if next.trim().is_empty() || next.trim() == "}" || line.trim_start().starts_with("///") {
        return false;
    }
    if line.starts_with("//!") {
        return !next.starts_with("//!");
    }
    if line.starts_with("#![") {
        return !next.starts_with("#![");
    }
    // `{}` is an empty body; the last two end a constant.
    let closes = matches!(line, "}" | "    }" | "    };" | "    );")
        || line.ends_with(" {}")
        || line.starts_with("    const ") && line.ends_with(';');
    let ends_item = line.ends_with(';') && !line.starts_with(' ') && (kind(line).is_none() || kind(line) != kind(next));
    closes || ends_item
}

/// Lines of one kind stand together.
fn kind(line: &str) -> Option<&'static str> {
    ["pub use ", "use ", "pub mod ", "mod "].into_iter().find(|start| line.starts_with(start)).map(
        |start| match start {
            "pub mod " | "mod " => "mod",
            other => other,
        },
    )
}
