//! The headers of a response: those that every service sets, and those that hold members of an output.

use http::HeaderMap;
use http::header::CONTENT_ENCODING;

use crate::codec::Deviation;
use crate::shape::{Field, Member, Shape, Token, Trait, Visitor};

/// Returns the content encoding, such as `gzip`.
pub(crate) fn encoding(headers: &HeaderMap) -> Option<&str> {
    headers.get(CONTENT_ENCODING)?.to_str().ok().filter(|encoding| !encoding.eq_ignore_ascii_case("identity"))
}

/// Returns the request id in the headers. Hosts differ in the header that they use.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<&str> {
    let named = |name| headers.get(name)?.to_str().ok().filter(|id| !id.is_empty());
    ["x-cos-request-id", "x-ci-request-id", "x-tc-requestid"].into_iter().find_map(named)
}

/// Reads the members of an output that travel in headers. Returns those that are not of the declared kind.
pub(crate) fn read_headers(headers: &HeaderMap, shape: &mut dyn Shape) -> Vec<Deviation> {
    let mut deviations = Vec::new();
    for name in names_of(shape) {
        let text = headers.get(name).map(|value| String::from_utf8_lossy(value.as_bytes()));
        let (Some(text), Some(field)) = (text, shape.member(name)) else { continue };
        let declared = field.kind().name();
        if let Err(token) = field.put(Token::Text(text.trim())) {
            deviations.push(Deviation { member: name.to_owned(), declared, found: token.describe() });
        }
    }
    deviations
}

fn names_of(shape: &dyn Shape) -> Vec<&'static str> {
    struct Names(Vec<&'static str>);
    impl Visitor for Names {
        fn visit(&mut self, member: Member, _field: &dyn Field) {
            if member.is(Trait::Header) {
                self.0.push(member.name);
            }
        }
    }
    let mut names = Names(Vec::new());
    shape.visit(&mut names);
    names.0
}
