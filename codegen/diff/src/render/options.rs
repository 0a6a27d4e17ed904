//! How a report is rendered.

use codegen_model::source::{Sources, Span};

use super::diagnostic::position;

/// Choices of the reader.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Whether text has colours.
    pub colour: bool,
    /// Whether text shows all findings in full, however many there are.
    pub full: bool,
    /// Where the files of both sides can be read.
    pub links: Links,
}

/// The addresses that are put before the paths of files: `https://github.com/owner/repository/blob/main/`.
#[derive(Clone, Debug, Default)]
pub struct Links {
    /// The address of the base; `None` if it cannot be read anywhere.
    pub base: Option<String>,
    /// The address of the head; `None` for relative links.
    pub head: Option<String>,
}

impl Links {
    /// Returns the address of a position in the base.
    pub(super) fn base(&self, sources: &Sources, span: Span) -> Option<String> {
        address(sources, span, self.base.as_deref()?)
    }

    /// Returns the address of a position in the head. A file outside of the working folder has none.
    pub(super) fn head(&self, sources: &Sources, span: Span) -> Option<String> {
        let is_outside = |path: &str| path.starts_with(['/', '.']) || path.contains(':');
        match &self.head {
            Some(prefix) => address(sources, span, prefix),
            None => address(sources, span, "").filter(|_| !is_outside(sources.position(span).path)),
        }
    }
}

fn address(sources: &Sources, span: Span, prefix: &str) -> Option<String> {
    position(sources, span)?;
    let position = sources.position(span);
    // The name of a commit is shown before the path: `main:schemas/look.json`.
    let path = position.path.split_once(':').map_or(position.path, |(_, path)| path);
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let escape = |byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    Some(format!("{prefix}{}#L{}", path.bytes().map(escape).collect::<String>(), position.line))
}
