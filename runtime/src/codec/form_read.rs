//! Parsing forms: `multipart/form-data`.

use std::fmt;

use super::error::CodecError;

/// The maximum length of a boundary.
const MAX_BOUNDARY: usize = 70;

/// One part of a form.
#[derive(Clone, PartialEq, Eq)]
pub struct FormPart<'b> {
    /// The name of the member.
    pub name: String,
    /// Whether the part is a file.
    pub is_file: bool,
    /// Whether the part is JSON.
    pub is_json: bool,
    /// The content.
    pub content: &'b [u8],
}

/// Prints the length of the content, which may be sensitive.
impl fmt::Debug for FormPart<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, is_file, is_json, content } = self;
        let mut shown = f.debug_struct("FormPart");
        shown.field("name", name).field("is_file", is_file).field("is_json", is_json);
        shown.field("content", &content.len()).finish()
    }
}

/// Parses a body of this content type into its parts.
///
/// # Errors
///
/// Fails if the body is not a form, is truncated, or has a part without a name.
pub fn read_form<'b>(content_type: &str, body: &'b [u8]) -> Result<Vec<FormPart<'b>>, CodecError> {
    let boundary = boundary(content_type).map_err(CodecError::new)?;
    let parts = parts(body, &boundary).map_err(CodecError::new)?;
    parts.into_iter().map(|part| FormPart::of(part).map_err(CodecError::new)).collect()
}

fn boundary(content_type: &str) -> Result<String, String> {
    let mut params = content_type.split(';').map(str::trim);
    if !params.next().is_some_and(|kind| kind.eq_ignore_ascii_case("multipart/form-data")) {
        return Err("expected the content type `multipart/form-data`".to_owned());
    }
    let boundary = params.find_map(|parameter| parameter.strip_prefix("boundary=")).unwrap_or_default();
    let boundary = boundary.trim_matches('"');
    if boundary.is_empty() || boundary.len() > MAX_BOUNDARY {
        return Err(format!("expected a boundary of 1 to {MAX_BOUNDARY} characters in the content type"));
    }
    Ok(boundary.to_owned())
}

/// Returns the bytes between the boundaries.
fn parts<'b>(body: &'b [u8], boundary: &str) -> Result<Vec<&'b [u8]>, String> {
    let (open, between) = (format!("--{boundary}"), format!("\r\n--{boundary}"));
    let mut rest = body.strip_prefix(open.as_bytes()).ok_or("the form does not start with its boundary")?;
    let mut parts = Vec::new();
    while let Some(part) = rest.strip_prefix(b"\r\n") {
        let end = find(part, between.as_bytes()).ok_or("the form is truncated")?;
        parts.push(&part[..end]);
        rest = &part[end + between.len()..];
    }
    if rest.trim_ascii_end() == b"--" { Ok(parts) } else { Err("the form is truncated".to_owned()) }
}

fn find(text: &[u8], wanted: &[u8]) -> Option<usize> {
    let mut from = 0;
    loop {
        let at = from + text.get(from..)?.iter().position(|byte| Some(byte) == wanted.first())?;
        if text[at..].starts_with(wanted) {
            return Some(at);
        }
        from = at + 1;
    }
}

impl<'b> FormPart<'b> {
    fn of(part: &'b [u8]) -> Result<Self, String> {
        let end = find(part, b"\r\n\r\n").ok_or("a part of the form has no headers")?;
        let head = std::str::from_utf8(&part[..end]).map_err(|_| "the headers of a part are not valid UTF-8")?;
        let header = |wanted: &str| {
            let mut lines = head.split("\r\n").filter_map(|line| line.split_once(':'));
            lines.find(|(name, _)| name.eq_ignore_ascii_case(wanted)).map_or("", |(_, value)| value.trim())
        };
        let disposition = header("content-disposition");
        let parameter = |name: &str| {
            let mut params = disposition.split(';').skip(1).filter_map(|param| param.trim().split_once('='));
            params.find(|(key, _)| *key == name).map(|(_, value)| value.trim_matches('"').to_owned())
        };
        let name = parameter("name").filter(|_| disposition.starts_with("form-data"));
        let name = name.ok_or("a part of the form has no name")?;
        let is_json = header("content-type").eq_ignore_ascii_case("application/json");
        Ok(Self { name, is_file: parameter("filename").is_some(), is_json, content: &part[end + 4..] })
    }
}
