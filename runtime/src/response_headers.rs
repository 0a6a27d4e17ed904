//! The headers of a response: those that every service sets, and those that hold members of an output.

use http::HeaderMap;
use http::header::CONTENT_ENCODING;

use crate::codec::Deviation;
use crate::shape::{Field, Kind, Member, Shape, Token, Trait, Visitor};

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
        if shape.member(name).is_some_and(|field| field.kind() == Kind::Shape) {
            deviations.append(&mut read_map(headers, name, shape));
            continue;
        }
        let text = headers.get(name).map(|value| String::from_utf8_lossy(value.as_bytes()));
        let (Some(text), Some(field)) = (text, shape.member(name)) else { continue };
        let declared = field.kind().name();
        if let Err(token) = field.put(Token::Text(text.trim())) {
            deviations.push(Deviation { member: name.to_owned(), declared, found: token.describe() });
        }
    }
    deviations
}

/// Reads the headers whose names begin with `prefix` into a map.
fn read_map(headers: &HeaderMap, prefix: &str, shape: &mut dyn Shape) -> Vec<Deviation> {
    let mut deviations = Vec::new();
    for (name, value) in headers {
        let Some(rest) = name.as_str().strip_prefix(prefix).filter(|rest| !rest.is_empty()) else { continue };
        let Some(field) = shape.member(prefix).and_then(|field| field.enter()).and_then(|map| map.member(rest)) else {
            continue;
        };
        let declared = field.kind().name();
        if let Err(token) = field.put(Token::Text(&String::from_utf8_lossy(value.as_bytes()))) {
            deviations.push(Deviation { member: name.to_string(), declared, found: token.describe() });
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

#[cfg(test)]
mod tests {
    use http::HeaderMap;
    use http::header::{HeaderName, HeaderValue};

    use super::read_headers;
    use crate::MemberMap;

    #[derive(Default)]
    struct Properties {
        size: Option<u64>,
        metadata: Option<MemberMap<String>>,
    }

    crate::shape! {
        Properties {
            "x-size" => size [Header],
            "x-meta-" => metadata [Header],
        }
    }

    #[test]
    fn a_map_has_all_headers_that_begin_with_its_name() {
        let pairs =
            [("x-size", "16749565679157681890"), ("x-meta-camera", "EX-1"), ("x-meta-", "none"), ("x-metal", "no")];
        let named = |(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value));
        let headers: HeaderMap = pairs.into_iter().map(named).collect();
        let mut read = Properties::default();
        assert_eq!(read_headers(&headers, &mut read), []);
        assert_eq!(read.size, Some(16_749_565_679_157_681_890));
        let metadata = read.metadata.take().expect("metadata");
        assert_eq!(metadata.iter().collect::<Vec<_>>(), [("camera", &"EX-1".to_owned())]);
        assert_eq!(read_headers(&HeaderMap::new(), &mut read), []);
    }
}
