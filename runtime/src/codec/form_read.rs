//! Forms, `multipart/form-data`, taken apart.

use std::fmt;

use super::error::CodecError;

/// The longest boundary that there may be.
const LONGEST: usize = 70;

/// One part of a form.
#[derive(Clone, PartialEq, Eq)]
pub struct FormPart<'b> {
    /// The member that it is.
    pub name: String,
    /// Whether it is a file.
    pub is_file: bool,
    /// Whether it is JSON.
    pub is_json: bool,
    /// What it says.
    pub content: &'b [u8],
}

/// What a part says may be sensitive, and only the member knows.
impl fmt::Debug for FormPart<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, is_file, is_json, content } = self;
        let mut shown = f.debug_struct("FormPart");
        shown.field("name", name).field("is_file", is_file).field("is_json", is_json);
        shown.field("content", &content.len()).finish()
    }
}

/// Takes the form apart that a body of this content type is.
///
/// # Errors
///
/// Fails where it is no form, breaks off, or has a part without a name.
pub fn read_form<'b>(content_type: &str, body: &'b [u8]) -> Result<Vec<FormPart<'b>>, CodecError> {
    let boundary = boundary(content_type).map_err(CodecError::new)?;
    let parts = parts(body, &boundary).map_err(CodecError::new)?;
    parts.into_iter().map(|part| FormPart::of(part).map_err(CodecError::new)).collect()
}

fn boundary(content_type: &str) -> Result<String, String> {
    let mut said = content_type.split(';').map(str::trim);
    if !said.next().is_some_and(|kind| kind.eq_ignore_ascii_case("multipart/form-data")) {
        return Err("is no form: the content type must be multipart/form-data".to_owned());
    }
    let boundary = said.find_map(|parameter| parameter.strip_prefix("boundary=")).unwrap_or_default();
    let boundary = boundary.trim_matches('"');
    if boundary.is_empty() || boundary.len() > LONGEST {
        return Err(format!("is no form: its content type needs a boundary of at most {LONGEST} characters"));
    }
    Ok(boundary.to_owned())
}

/// What stands between the boundaries.
fn parts<'b>(body: &'b [u8], boundary: &str) -> Result<Vec<&'b [u8]>, String> {
    let (open, between) = (format!("--{boundary}"), format!("\r\n--{boundary}"));
    let mut rest = body.strip_prefix(open.as_bytes()).ok_or("is no form: it does not begin with its boundary")?;
    let mut parts = Vec::new();
    while let Some(part) = rest.strip_prefix(b"\r\n") {
        let end = find(part, between.as_bytes()).ok_or("is a form that breaks off")?;
        parts.push(&part[..end]);
        rest = &part[end + between.len()..];
    }
    if rest.trim_ascii_end() == b"--" { Ok(parts) } else { Err("is a form that breaks off".to_owned()) }
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
        let end = find(part, b"\r\n\r\n").ok_or("is a form with a part that has no head")?;
        let head = std::str::from_utf8(&part[..end]).map_err(|_| "is a form with a head that is no text")?;
        let header = |wanted: &str| {
            let mut lines = head.split("\r\n").filter_map(|line| line.split_once(':'));
            lines.find(|(name, _)| name.eq_ignore_ascii_case(wanted)).map_or("", |(_, value)| value.trim())
        };
        let said = header("content-disposition");
        let parameter = |name: &str| {
            let mut said = said.split(';').skip(1).filter_map(|said| said.trim().split_once('='));
            said.find(|(key, _)| *key == name).map(|(_, value)| value.trim_matches('"').to_owned())
        };
        let name = parameter("name").filter(|_| said.starts_with("form-data"));
        let name = name.ok_or("is a form with a part that has no name")?;
        let is_json = header("content-type").eq_ignore_ascii_case("application/json");
        Ok(Self { name, is_file: parameter("filename").is_some(), is_json, content: &part[end + 4..] })
    }
}
