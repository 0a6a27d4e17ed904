//! Requests with files: `multipart/form-data`, with a part for each member.
//!
//! Format: RFC 7578. The file name is the member's name; structures and lists are JSON.

use crate::codec::{CodecError, write_value};
use crate::shape::{Field, Member, Shape, Trait, View, Visitor};
use crate::sign::tc3::payload_hash;

/// A body and its content type.
pub(super) struct Form {
    pub(super) content_type: String,
    pub(super) body: Vec<u8>,
}

/// Returns whether `shape` has file members.
pub(super) fn has_files(shape: &dyn Shape) -> bool {
    let mut files = Files(false);
    shape.visit(&mut files);
    files.0
}

/// Writes the members of `shape` as a form.
pub(super) fn write(shape: &dyn Shape) -> Result<Form, CodecError> {
    let mut parts = Parts { parts: Vec::new(), error: None };
    shape.visit(&mut parts);
    if let Some(error) = parts.error {
        return Err(error);
    }
    let parts = parts.parts;
    let boundary = boundary(&parts);
    let length: usize = parts.iter().map(|part| part.head.len() + part.content.len() + boundary.len() + 8).sum();
    let mut body = Vec::with_capacity(length + boundary.len() + 8);
    for part in &parts {
        body.extend_from_slice(format!("--{boundary}\r\n{}\r\n\r\n", part.head).as_bytes());
        body.extend_from_slice(&part.content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    Ok(Form { content_type: format!("multipart/form-data; boundary={boundary}"), body })
}

struct Part {
    head: String,
    content: Vec<u8>,
}

/// Returns a text that no part contains: a hash of the parts, hashed again until that holds. In lower case, so that
/// signatures match whether or not the content type is lower-cased first.
fn boundary(parts: &[Part]) -> String {
    let hashes: String = parts.iter().map(|part| payload_hash(&part.content)).collect();
    let mut boundary = payload_hash(hashes.as_bytes());
    boundary.truncate(32);
    while parts.iter().any(|part| contains(&part.content, boundary.as_bytes())) {
        boundary = payload_hash(boundary.as_bytes());
        boundary.truncate(32);
    }
    boundary
}

fn contains(content: &[u8], text: &[u8]) -> bool {
    // Searching for the first byte is fast and skips most of a file.
    let mut rest = content;
    while let Some(at) = rest.iter().position(|byte| *byte == text[0]) {
        if rest[at..].starts_with(text) {
            return true;
        }
        rest = &rest[at + 1..];
    }
    false
}

struct Files(bool);

impl Visitor for Files {
    fn visit(&mut self, member: Member, _field: &dyn Field) {
        self.0 |= member.is(Trait::File);
    }
}

struct Parts {
    parts: Vec<Part>,
    error: Option<CodecError>,
}

impl Parts {
    fn add(&mut self, member: Member, view: View<'_>) -> Result<(), CodecError> {
        let name = quoted(member.name);
        let head = format!("Content-Disposition: form-data; name=\"{name}\"");
        let (head, content) = match view {
            View::Absent => return Ok(()),
            View::Blob(file) if member.is(Trait::File) => {
                (format!("{head}; filename=\"{name}\""), file.to_bytes().map_err(CodecError::new)?.to_vec())
            }
            View::Text(text) => (head, text.as_bytes().to_vec()),
            View::Shape(_) | View::List(_) | View::Json(_) => {
                (format!("{head}\r\nContent-Type: application/json"), write_value(view)?)
            }
            View::Blob(blob) => (head, blob.to_string().into_bytes()),
            View::Integer(_) | View::Unsigned(_) | View::Float(_) | View::Boolean(_) => (head, write_value(view)?),
        };
        self.parts.push(Part { head, content });
        Ok(())
    }
}

impl Visitor for Parts {
    fn visit(&mut self, member: Member, field: &dyn Field) {
        if let Err(error) = self.add(member, member.view(field)) {
            self.error = Some(error);
        }
    }
}

/// Escapes a name for a header in percent-encoding, as browsers do.
fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

#[cfg(test)]
mod tests {
    use super::{Part, boundary, contains, quoted};

    #[test]
    fn no_part_contains_the_boundary() {
        let part = |content: &[u8]| Part { head: String::new(), content: content.to_vec() };
        let first = boundary(&[part(b"a"), part(b"b")]);
        assert_eq!((first.len(), &first), (32, &boundary(&[part(b"a"), part(b"b")])));
        assert_ne!(first, boundary(&[part(b"ab")]));
        assert!(contains(b"xxaabaab", b"aab") && !contains(b"xxaaba", b"aaba0") && !contains(b"", b"a"));
    }

    #[test]
    fn a_name_cannot_end_the_header() {
        assert_eq!(quoted("a\"\r\nX: y"), "a%22%0D%0AX: y");
    }
}
