//! Finds the code of an error in a document that cannot be parsed, such as a truncated one, by the names of its members.

use crate::codec::is_error_name;

/// How much of a document is searched. Errors are short.
const MAX_SEARCHED: usize = 64 << 10;

/// The members of an error that was found.
pub(super) struct Salvaged {
    pub(super) code: String,
    pub(super) request_id: Option<String>,
}

/// Finds an error. If the status reports success, only a member or element `Error` is one, and its code follows it.
pub(super) fn find(body: &[u8], success: bool) -> Option<Salvaged> {
    let text = String::from_utf8_lossy(&body[..body.len().min(MAX_SEARCHED)]);
    let error = names(&text).find(|(name, _)| is_error_name(name)).map(|(_, rest)| rest);
    let code = value(error.or((!success).then_some(&text))?, "Code")?;
    let request_id = value(&text, "RequestId").or_else(|| value(&text, "request_id"));
    Some(Salvaged { code: code.to_owned(), request_id: request_id.map(str::to_owned) })
}

/// Returns the first complete value of a member, unless it has other characters than codes and request ids.
fn value<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    names(text).filter(|(found, _)| found.eq_ignore_ascii_case(name)).find_map(|(_, rest)| {
        let rest = rest.trim_start().trim_start_matches('"');
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-')))?;
        (end > 0 && rest[end..].starts_with(['"', '<', ',', '}'])).then_some(&rest[..end])
    })
}

/// Returns the names of members (`"Code":`) and elements (`<Code>`), each with the text after it.
fn names(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.match_indices(['"', '<']).filter_map(|(at, mark)| {
        let rest = &text[at + 1..];
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))?;
        let (name, rest) = rest.split_at(end);
        let rest = match mark {
            "<" => rest.strip_prefix('>'),
            _ => rest.strip_prefix('"')?.trim_start().strip_prefix(':'),
        };
        Some((name, rest?))
    })
}
