//! Parses untrusted XML with bounds, as schemas are parsed, and escapes text.

use codegen_model::syntax::xml;
use roxmltree::Document;

const MAX_NODES: u32 = 100_000;

/// Parses a document.
pub(crate) fn parse(text: &str) -> Result<Document<'_>, String> {
    xml::document(text, MAX_NODES).map_err(|error| error.message)
}

/// Escapes text for an element. Control characters are dropped: XML does not allow them, even escaped.
pub(crate) fn escape(text: &str) -> String {
    let allowed = |c: &char| !matches!(c, '\u{fffe}' | '\u{ffff}') && (!c.is_control() || matches!(c, '\n' | '\t'));
    let text: String = text.chars().filter(allowed).collect();
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn depth_is_bounded() {
        let nested = |depth: usize| format!("{}{}", "<a>".repeat(depth), "</a>".repeat(depth));
        assert!(parse(&nested(64)).is_ok());
        assert!(parse(&nested(65)).is_err());
        assert!(parse(&"<a>".repeat(1_000_000)).is_err());
        assert!(parse(&format!("<r>{}</r>", "<a x='1'/>".repeat(1_000))).is_ok());
    }

    #[test]
    fn bombs_are_refused() {
        let attributes = |count: usize| (0..count).map(|number| format!(" a{number}=''")).collect::<String>();
        assert!(parse(&format!("<r{}/>", attributes(64))).is_ok());
        assert!(parse(&format!("<r{}/>", attributes(65))).is_err());
        assert!(parse("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>").is_err());
        assert!(parse(&format!("<r>{}</r>", "<a/>".repeat(200_000))).is_err());
    }
}
