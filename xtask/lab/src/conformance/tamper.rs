//! Changes one byte of a request, which must invalidate its signature.

use anyhow::{Context, Result};
use bytes::Bytes;
use http::header::{AUTHORIZATION, HeaderValue};
use http::{Request, Uri};

/// The part of the request to change.
#[derive(Clone, Copy, Debug)]
pub enum Tamper {
    /// The last digit of the signature.
    Signature,
    /// Signed content: the body for API 3.0, the path for object storage, which does not sign bodies.
    Content,
}

impl Tamper {
    /// All parts.
    pub const ALL: [Self; 2] = [Self::Signature, Self::Content];

    /// Returns the name in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Signature => "signature",
            Self::Content => "content",
        }
    }

    /// Returns the request with a changed byte.
    pub fn change(self, mut request: Request<Bytes>) -> Result<Request<Bytes>> {
        let authorization = request.headers().get(AUTHORIZATION).context("the request is not signed")?;
        match self {
            Self::Signature => {
                let mut bytes = authorization.as_bytes().to_vec();
                let end = signature_end(&bytes).context("the request has no signature")?;
                bytes[end - 1] = if bytes[end - 1] == b'0' { b'1' } else { b'0' };
                request.headers_mut().insert(AUTHORIZATION, HeaderValue::from_bytes(&bytes)?);
            }
            Self::Content if authorization.as_bytes().starts_with(b"TC3-") => {
                let mut bytes = request.body().to_vec();
                *bytes.first_mut().context("the request has no body")? ^= 1;
                *request.body_mut() = bytes.into();
            }
            Self::Content => *request.uri_mut() = changed_path(request.uri())?,
        }
        Ok(request)
    }
}

/// Returns the end of the signature's digits. The fields of object storage may be in any order.
fn signature_end(authorization: &[u8]) -> Option<usize> {
    let text = std::str::from_utf8(authorization).ok()?;
    let at = text.find("q-signature=").map(|at| at + "q-signature=".len());
    let at = at.or_else(|| text.find("Signature=").map(|at| at + "Signature=".len()))?;
    let digits = text[at..].bytes().take_while(u8::is_ascii_hexdigit).count();
    (digits > 0).then_some(at + digits)
}

/// Returns a path with the same segments and one changed letter. `/` gets a letter.
fn changed_path(uri: &Uri) -> Result<Uri> {
    let mut path = uri.path().to_owned();
    let last = path.pop().filter(|last| *last != '/');
    path.push_str(match last {
        None => "/x",
        Some('x') => "y",
        Some(_) => "x",
    });
    let query = uri.query().map_or_else(String::new, |query| format!("?{query}"));
    format!("{path}{query}").parse().context("the changed path is not valid")
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use http::Request;

    use super::Tamper;

    fn changed(tamper: Tamper, authorization: &str, target: &str) -> (String, String, Bytes) {
        let request = Request::post(target).header("authorization", authorization).body(Bytes::from_static(b"{}"));
        let request = tamper.change(request.expect("a request")).expect("a byte to change");
        let authorization = request.headers()["authorization"].to_str().expect("text").to_owned();
        (authorization, request.uri().to_string(), request.body().clone())
    }

    #[test]
    fn changes_exactly_one_byte() {
        let tc3 = "TC3-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=0f0";
        let cos = "q-sign-algorithm=sha1&q-signature=0f1&q-ak=id";
        let body = Bytes::from_static(b"{}");
        let (signature, content) = (Tamper::Signature, Tamper::Content);
        assert_eq!(changed(signature, tc3, "/"), (tc3.replace("0f0", "0f1"), "/".to_owned(), body.clone()));
        assert_eq!(changed(signature, cos, "/a?b"), (cos.replace("0f1", "0f0"), "/a?b".to_owned(), body.clone()));
        assert_eq!(changed(content, tc3, "/"), (tc3.to_owned(), "/".to_owned(), Bytes::from_static(b"z}")));
        assert_eq!(changed(content, cos, "/a?b"), (cos.to_owned(), "/x?b".to_owned(), body.clone()));
        assert_eq!(changed(content, cos, "/x"), (cos.to_owned(), "/y".to_owned(), body.clone()));
        assert_eq!(changed(content, cos, "/?b"), (cos.to_owned(), "/x?b".to_owned(), body));
    }
}
